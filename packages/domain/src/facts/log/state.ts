import type { ClaimKeyId } from '../../vocabulary/index.js';
import type { LogEvent } from './events.js';

/** The log as decisions see it: which claim keys live, the newest first. */
export type LogState =
  | { readonly in: 'unopened' }
  | {
      readonly in: 'open';
      readonly logId: string;
      readonly playground: boolean;
      readonly claimKeys: ReadonlyArray<ClaimKeyId>;
    };

/** A log that nobody opened. */
export const unopenedLog: LogState = { in: 'unopened' };

/** Folds one event into the log's state. */
export const evolveLog = (state: LogState, event: LogEvent): LogState => {
  if (event.type === 'LogOpened')
    return { in: 'open', logId: event.logId, playground: event.playground, claimKeys: [] };
  if (state.in === 'unopened') return state;
  const others = state.claimKeys.filter((kid) => kid !== event.kid);
  return { ...state, claimKeys: event.type === 'ClaimKeyAdded' ? [event.kid, ...others] : others };
};
