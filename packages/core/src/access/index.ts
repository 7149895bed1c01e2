export { authenticate } from './authenticate.js';
export { type Gate, gate } from './gate.js';
export { type NewIds, newIds, noted } from './new-ids.js';
export { access, context, findAccount } from './standing.js';
export { mintInvitation, mintKey, mintSession, readInvitation, readKey, type Token } from './tokens.js';
export type { SessionTerms, Who } from './who.js';
