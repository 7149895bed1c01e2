import type { ActiveAccount, Me, PersonMe } from '@recount/api';
import { addressOf, goalIn, invitationIn, mergeIn, type Place, placeIn } from './place.js';
import { type Waiting, waitingGoal, waitingInvitation, waitingMerge } from './waiting.js';
import type { Ask, Problem } from '../wire/ask.js';

/** Who is here, and in which account: at work, with none to work in (by the name that was asked for), nobody, or unknown. */
export type Arrival =
  | { readonly type: 'at work'; readonly me: PersonMe; readonly account: ActiveAccount }
  | { readonly type: 'lost'; readonly me: PersonMe; readonly account: string }
  | { readonly type: 'nobody' }
  | { readonly type: 'unknown'; readonly problem: Problem };

const asked = async (ask: Ask, account?: string): Promise<Arrival> => {
  const answer = await ask<Me>({
    method: 'GET',
    path: '/v1/me',
    ...(account === undefined ? {} : { account }),
  });
  if (answer.type === 'problem')
    return answer.problem.status === 401 ? { type: 'nobody' } : { type: 'unknown', problem: answer.problem };
  const me = answer.body;
  if (me.type === 'key') return { type: 'nobody' };
  return me.active === undefined
    ? { type: 'lost', me, account: account ?? 'the account that you worked in' }
    : { type: 'at work', me, account: me.active };
};

const isAboutAccount = ({ status }: Problem): boolean => [400, 403, 404, 409].includes(status);

/** Finds out who is here, in the account asked for by id or handle, or else in the session's own. */
export const arrive = async (ask: Ask, account?: string): Promise<Arrival> => {
  const arrival = await asked(ask, account);
  if (account === undefined || arrival.type !== 'unknown' || !isAboutAccount(arrival.problem)) return arrival;
  const elsewhere = await asked(ask);
  return elsewhere.type === 'at work' ? { type: 'lost', me: elsewhere.me, account } : elsewhere;
};

// What stands in an address for this tab alone is kept here and taken out of it.
const takenOut = (text: string | undefined, waiting: Waiting, place: Place): void => {
  if (text === undefined) return;
  waiting.keep(text);
  history.replaceState(null, '', addressOf(place));
};

/** The place that the address names; an invitation's secret and the like are kept for this tab and taken out of the address. */
export const placeHere = (): Place => {
  takenOut(invitationIn(location.hash), waitingInvitation, { page: 'invitation' });
  takenOut(mergeIn(location.hash), waitingMerge, { page: 'you' });
  takenOut(goalIn(location.hash), waitingGoal, { page: 'joined' });
  const place = placeIn(location.hash);
  return place.page === 'home' && waitingInvitation.read() !== undefined ? { page: 'invitation' } : place;
};
