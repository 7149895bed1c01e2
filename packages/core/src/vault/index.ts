export type { SecretKey } from './boxes.js';
export { type ClaimNames, claimNames } from './claim-names.js';
export { type OneTime, oneTime, type Parking, parking } from './one-time.js';
export { type Outbox, outbox, type Waiting } from './outbox.js';
export { promptly } from './promptly.js';
export { openPersonal, type PersonalFields, sealPersonal } from './personal.js';
export { openStrongbox, type SecretDoesNotOpenVault, type Strongbox } from './strongbox.js';
export { type SubjectKeys, subjectKeys } from './subject-keys.js';
