export {
  Assurance,
  ContextSwitched,
  EndedBecause,
  Origin,
  SessionEnded,
  SessionEvent,
  SessionStarted,
} from './events.js';
export { evolveSession, type SessionState, type StartedSession, unknownSession } from './state.js';
