import { AccountId, closed, IdentityId, KeyId, SessionId, SubjectId } from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { plain, route } from '../route.js';
import { AsOf, Cursor, Moment, paging, Position, underAccount } from '../words.js';

/** Who did it. */
export const ActorShown = t.union(
  [
    closed('BySession', { type: t.literal('session'), sessionId: SessionId, identityId: IdentityId }),
    closed('ByKey', { type: t.literal('key'), keyId: KeyId, accountId: AccountId }),
    closed('BySystem', { type: t.literal('system'), name: t.string }),
    closed('ByLogin', { type: t.literal('login') }),
  ],
  'ActorShown',
);
export type ActorShown = t.TypeOf<typeof ActorShown>;

/** Personal data of one subject in an event; nothing of somebody who was erased. */
export const PersonalPart = closed('PersonalPart', { subject: SubjectId, fields: t.UnknownRecord });
export type PersonalPart = t.TypeOf<typeof PersonalPart>;

/** Something that happened. */
export const HappeningShown = closed(
  'HappeningShown',
  {
    position: Position,
    recordedAt: Moment,
    at: Moment,
    type: t.string,
    actor: ActorShown,
    correlation: t.string,
    commit: t.string,
    stream: t.string,
    subjects: t.readonlyArray(SubjectId),
    details: t.UnknownRecord,
    personal: t.readonlyArray(PersonalPart),
  },
  { causation: t.string },
);
export type HappeningShown = t.TypeOf<typeof HappeningShown>;

/** A page of what happened, in the log's order or, where that is asked for, the newest first. */
export const HistoryShown = closed(
  'HistoryShown',
  { happenings: t.readonlyArray(HappeningShown) },
  { next: Cursor },
);
export type HistoryShown = t.TypeOf<typeof HistoryShown>;

const order = t.keyof({ oldest: null, newest: null }, 'Order');
const HistoryPaging = closed('HistoryPaging', {}, { ...paging, order });
const HistoryPagingAsOf = closed('HistoryPagingAsOf', {}, { ...paging, order, asOf: AsOf });
const area = 'history';

/** The routes that recount what happened. */
export const historyRoutes = {
  historyOfAccount: route(
    {
      name: 'historyOfAccount',
      method: 'GET',
      path: '/v1/accounts/:account/history',
      area,
      summary: 'What happened to an account',
      problems: ['AccountUnknown', 'ActionNeedsPermission'],
    },
    { ...plain, params: closed('OfAccount', underAccount), query: HistoryPagingAsOf, answer: HistoryShown },
  ),
  myHistory: route(
    {
      name: 'myHistory',
      method: 'GET',
      path: '/v1/me/history',
      area,
      summary: 'What happened to oneself',
      problems: ['PeopleManagePeople'],
    },
    { ...plain, query: HistoryPaging, answer: HistoryShown },
  ),
};
