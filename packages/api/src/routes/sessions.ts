import { AccountId, closed, Realm, SessionId } from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { plain, route } from '../route.js';
import { Cursor, Moment, Paging } from '../words.js';

/** A session: since when, how far it goes, where it was started from, and whether it is the one that asks. */
export const SessionShown = closed(
  'SessionShown',
  {
    sessionId: SessionId,
    issuer: t.string,
    realm: Realm,
    startedAt: Moment,
    expiresAt: Moment,
    context: AccountId,
    current: t.boolean,
  },
  { address: t.string, agent: t.string, lastUsedAt: Moment },
);
export type SessionShown = t.TypeOf<typeof SessionShown>;

/** A page of sessions that are not over; a page may be shorter than its limit. */
export const SessionsPage = closed(
  'SessionsPage',
  { sessions: t.readonlyArray(SessionShown) },
  { next: Cursor },
);
export type SessionsPage = t.TypeOf<typeof SessionsPage>;

const area = 'sessions';

/** The routes about being signed in. */
export const sessionRoutes = {
  listSessions: route(
    { name: 'listSessions', method: 'GET', path: '/v1/me/sessions', area, summary: 'Where one is signed in' },
    { ...plain, query: Paging, answer: SessionsPage },
  ),
  endSession: route(
    {
      name: 'endSession',
      method: 'DELETE',
      path: '/v1/me/sessions/:session',
      area,
      status: 204,
      summary: 'Ends one of one’s own sessions',
      problems: ['SessionUnknown', 'PeopleManagePeople'],
    },
    { ...plain, params: closed('OfSession', { session: SessionId }) },
  ),
  endOtherSessions: route(
    {
      name: 'endOtherSessions',
      method: 'DELETE',
      path: '/v1/me/sessions',
      area,
      status: 204,
      summary: 'Ends all of one’s own sessions but the one that asks',
      problems: ['PeopleManagePeople'],
    },
    plain,
  ),
  signOutEverywhere: route(
    {
      name: 'signOutEverywhere',
      method: 'POST',
      path: '/v1/me/sign-out-everywhere',
      area,
      status: 204,
      summary: 'Ends all of one’s own sessions',
      problems: ['PeopleManagePeople'],
    },
    plain,
  ),
  signOut: route(
    {
      name: 'signOut',
      method: 'POST',
      path: '/v1/sign-out',
      area,
      status: 204,
      summary: 'Ends the session that asks',
      problems: ['PeopleManagePeople'],
    },
    plain,
  ),
};
