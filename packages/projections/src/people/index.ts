export { type AccountOfIdentityDocument, accountsOfIdentity } from './accounts-of-identity.js';
export { identities, type IdentityDocument, type LoginDocument } from './identities.js';
export { type SessionDocument, sessionsOfIdentity } from './sessions-of-identity.js';
