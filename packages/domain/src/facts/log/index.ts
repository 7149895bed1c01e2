export { ClaimKeyAdded, ClaimKeyRetired, LogEvent, LogOpened } from './events.js';
export { evolveLog, type LogState, unopenedLog } from './state.js';
