export { canonicalJson } from './canonical.js';
export { readAllStored, readStored } from './reading.js';
export { type Committed, commitFacts } from './committing.js';
export type { SealingWith } from './sealing.js';
