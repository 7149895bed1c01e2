export { bodyOf, type Envelope, eventId, recordedAs, type Sealing } from './body.js';
export { readAllStored, readStored } from './reading.js';
