import { AccountId, closed, Realm, SessionId, text } from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { plain, route } from '../route.js';
import { Cursor, Moment, Paging } from '../words.js';

/**
 * A session: since when, when it ends if it is not used (`idleEndsAt`) and in any case (`expiresAt`), by whom its person was
 * proven, where it was started from, and whether it is the one that asks.
 */
export const SessionShown = closed(
  'SessionShown',
  {
    sessionId: SessionId,
    issuer: t.string,
    provider: t.string,
    realm: Realm,
    startedAt: Moment,
    idleEndsAt: Moment,
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

const EmailGiven = text('EmailGiven', {
  pattern: /^[\s\S]{1,254}$/,
  expected: 'an e-mail address of at most 254 characters',
});

/** A way to sign in: a provider for everybody or a company's single sign-on, what people call it, and where it begins. */
export const SignInMethod = closed('SignInMethod', {
  type: t.keyof({ provider: null, 'single-sign-on': null }),
  name: t.string,
  title: t.string,
  url: t.string,
});
export type SignInMethod = t.TypeOf<typeof SignInMethod>;

/**
 * The ways to sign in, whether the only one is to be gone to without a further question, and whether this is the
 * playground, where everybody is invented.
 */
export const SignInMethods = closed('SignInMethods', {
  methods: t.readonlyArray(SignInMethod),
  goesByItself: t.boolean,
  playground: t.boolean,
});
export type SignInMethods = t.TypeOf<typeof SignInMethods>;

const area = 'sessions';

/** The routes about signing in and being signed in. */
export const sessionRoutes = {
  signInMethods: route(
    {
      name: 'signInMethods',
      method: 'POST',
      path: '/v1/sign-in/methods',
      area,
      open: true,
      summary:
        'How one signs in, with an address of this domain; whether somebody is known here changes nothing in the answer',
      problems: ['TooManyRequests'],
    },
    { ...plain, body: closed('SignInQuestion', {}, { email: EmailGiven }), answer: SignInMethods },
  ),
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
