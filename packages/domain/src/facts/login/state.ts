import type { IdentityId } from '../../vocabulary/index.js';
import type { LoginEvent } from './events.js';

/** A login: free, or claimed by one identity; and the identities that it was taken out of. */
export type LoginState =
  | { readonly in: 'free'; readonly barredFrom: ReadonlyArray<IdentityId> }
  | {
      readonly in: 'claimed';
      readonly identityId: IdentityId;
      readonly barredFrom: ReadonlyArray<IdentityId>;
    };

/** A login that nobody ever used. */
export const freeLogin: LoginState = { in: 'free', barredFrom: [] };

/** Folds one event into a login's state. An explicit claim lifts the bar. */
export const evolveLogin = (state: LoginState, event: LoginEvent): LoginState => {
  switch (event.type) {
    case 'LoginClaimed': {
      const barredFrom = state.barredFrom.filter((id) => id !== event.identityId);
      return { in: 'claimed', identityId: event.identityId, barredFrom };
    }
    case 'LoginReleased':
      return { in: 'free', barredFrom: [...state.barredFrom, event.barredFrom] };
  }
};
