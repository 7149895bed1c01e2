export { type IdsAreFresh, idsAreFresh } from './fresh.js';
export type { Meta, Recorded } from './recorded.js';
export { type Event, type EventType, registry } from './registry.js';
export {
  accountStream,
  folds,
  handleStream,
  identityStream,
  invitationStream,
  keyStream,
  loginStream,
  logStream,
  mailboxStream,
  sessionStream,
  type StateOf,
  type Stream,
  type StreamKind,
  type StreamName,
} from './streams.js';
export { subjectsMadeBy, subjectsOf } from './subjects.js';
