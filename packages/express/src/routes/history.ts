import { type HappeningShown, momentOf, type Paging, type PersonalPart, routes } from '@recount/api';
import type { Core, HistoryPage } from '@recount/core';
import type { SubjectId } from '@recount/domain/vocabulary';
import type { Activity } from '@recount/projections';
import { type Either, isLeft, map, right } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import { AfterPosition, cursorOf, type CursorScope, placeOfCursor } from '../answer/lists/cursor.js';
import { type Answer, type Failure, fails } from '../answer/failure.js';
import { limitOf, scopeOf } from '../answer/lists/lists.js';
import { positionText } from '../answer/position.js';
import type { Reply } from '../answer/reply.js';
import type { Asked } from '../door/asked.js';
import { type Binding, reading, seeing } from '../door/doors.js';

type Page = Paging & { readonly asOf?: string; readonly order?: 'oldest' | 'newest' };
type Shown = Reply<{
  readonly happenings: ReadonlyArray<HappeningShown>;
  readonly next?: ReturnType<typeof cursorOf>;
}>;

const moments = new Set(['expires', 'graceUntil', 'restsUntil']);

const detailsOf = (details: Activity['details']): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      moments.has(name) && typeof value === 'number' ? momentOf(value) : value,
    ]),
  );

const personalOf = async (core: Core, { sealed }: Activity): Answer<ReadonlyArray<PersonalPart>> => {
  const opened = await core.unseal(sealed)();
  if (isLeft(opened)) return opened;
  return right(
    sealed.flatMap(({ subject }, index) => {
      const fields = opened.right[index];
      return fields !== undefined && isSome(fields) ? [{ subject, fields: fields.value }] : [];
    }),
  );
};

const shownOf = async (core: Core, activity: Activity): Answer<HappeningShown> => {
  const { position, recordedAt, at, type, actor, correlation, causation, commit, stream, subjects } =
    activity;
  const personal = await personalOf(core, activity);
  if (isLeft(personal)) return personal;
  return right({
    position: positionText(core, position),
    recordedAt: momentOf(recordedAt),
    at: momentOf(at),
    type,
    actor,
    correlation,
    ...(causation === undefined ? {} : { causation }),
    commit,
    stream,
    subjects,
    details: detailsOf(activity.details),
    personal: personal.right,
  });
};

const eachShown = async (
  core: Core,
  activities: ReadonlyArray<Activity>,
): Answer<ReadonlyArray<HappeningShown>> => {
  const happenings: HappeningShown[] = [];
  for (const activity of activities) {
    const shown = await shownOf(core, activity);
    if (isLeft(shown)) return shown;
    happenings.push(shown.right);
  }
  return right(happenings);
};

const fromOf = ({ after }: Page, scope: CursorScope): Either<Failure, number | undefined> =>
  after === undefined
    ? right(undefined)
    : map((place: AfterPosition) => place.position)(placeOfCursor(after, AfterPosition, scope));

type Span = { readonly from: number | undefined; readonly upTo: number | undefined };

const pageFrom = (
  core: Core,
  subject: SubjectId,
  { query, from, upTo }: Span & { readonly query: Page },
): Answer<HistoryPage> => {
  const span = { ...(upTo === undefined ? {} : { upTo }), limit: limitOf(query) };
  return query.order === 'newest'
    ? core.latest(subject, { ...span, ...(from === undefined ? {} : { before: from }) })()
    : core.history(subject, { ...span, ...(from === undefined ? {} : { after: from }) })();
};

const recount = async (
  asked: Asked<unknown, Page, unknown>,
  subject: SubjectId,
  upTo: number | undefined,
): Answer<Shown> => {
  const { core } = asked.node;
  const { query } = asked;
  const scope = scopeOf(asked, query);
  const from = fromOf(query, scope);
  if (isLeft(from)) return from;
  const page = await pageFrom(core, subject, { query, from: from.right, upTo });
  if (isLeft(page)) return page;
  const happenings = await eachShown(core, page.right.activities);
  if (isLeft(happenings)) return happenings;
  const { next: position } = page.right;
  const on = position === undefined ? {} : { next: cursorOf({ position }, scope) };
  return right({ body: { happenings: happenings.right, ...on }, ...on });
};

/** The routes that recount what happened. */
export const historyBindings: ReadonlyArray<Binding> = [
  reading(routes.historyOfAccount, 'history:read', (asked) =>
    recount(asked, asked.accountId, asked.eyes.position),
  ),
  seeing(routes.myHistory, (asked) =>
    asked.who.type === 'key'
      ? Promise.resolve(fails('PeopleManagePeople'))
      : recount(asked, asked.who.actor.identityId, undefined),
  ),
];
