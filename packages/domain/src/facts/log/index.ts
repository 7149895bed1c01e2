export { ClaimKeyAdded, ClaimKeyRetired, LogEvent, LogOpened } from './events.js';
export { type ClaimsUseLivingKeys, claimsUseLivingKeys } from './rules.js';
export { evolveLog, type LogState, unopenedLog } from './state.js';
