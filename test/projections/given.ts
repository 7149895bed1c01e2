import {
  type Event,
  type Meta,
  type Recorded,
  registry,
  type StreamKind,
  subjectsOf,
} from '@recount/domain/facts';
import {
  AccountId,
  ClaimDigest,
  DisplayName,
  Handle,
  IdentityId,
  InvitationId,
  KeyId,
  SecretHash,
  SessionId,
} from '@recount/domain/vocabulary';
import type { Row, View } from '@recount/projections';
import type * as t from 'io-ts';

const idFields: Readonly<Record<Exclude<StreamKind, 'log'>, string>> = {
  identity: 'identityId',
  login: 'login',
  mailbox: 'mailbox',
  handle: 'handle',
  session: 'sessionId',
  account: 'accountId',
  invitation: 'invitationId',
  key: 'keyId',
};

/** The name of the stream that an event stands in. */
export const streamNameOf = (event: Event): string => {
  const { kind } = registry[event.type];
  if (kind === 'log') return 'log';
  const fields: Readonly<Record<string, unknown>> = event;
  return `${kind}-${String(fields[idFields[kind]])}`;
};

const of =
  <A>(codec: t.Type<A>) =>
  (text: string): A => {
    if (codec.is(text)) return text;
    throw new Error(`not a ${codec.name}: ${text}`);
  };

const id =
  <A>(codec: t.Type<A>, prefix: string) =>
  (n: number): A =>
    of(codec)(`${prefix}_${String(n).padStart(26, '0')}`);

/** Ids by number. */
export const identityId = id(IdentityId, 'idn');
export const accountId = id(AccountId, 'acc');
export const keyId = id(KeyId, 'key');
export const sessionId = id(SessionId, 'ses');
export const invitationId = id(InvitationId, 'inv');

/** Checked texts. */
export const handle = of(Handle);
export const displayName = of(DisplayName);

/** A digest and a hash that is one digit over and over. */
export const digest = (digit: string): ClaimDigest => of(ClaimDigest)(`claimk00-${digit.repeat(64)}`);
export const hash = (digit: string): SecretHash => of(SecretHash)(digit.repeat(64));

/** The time at which the log of a test recorded this position. */
export const at = (position: number): number => 1_700_000_000_000 + position * 1000;

/** The id of the event at this position. */
export const eventAt = (position: number): string =>
  `00000000-0000-5000-8000-${String(position).padStart(12, '0')}`;

/** What a test says of an event: only the event, or what is sealed beside it, or who did it. */
export type Told =
  | Event
  | { readonly event: Event; readonly sealed?: Readonly<Record<string, string>>; readonly meta?: Meta };

const someMeta: Meta = { actor: { type: 'system', name: 'test' }, correlation: 'a correlation', at: at(0) };

/** A log that holds these events, the first at position 1. */
export const given = (...told: ReadonlyArray<Told>): ReadonlyArray<Recorded> => {
  const revisions = new Map<string, number>();
  return told.map((each, index): Recorded => {
    const { event, sealed = {}, meta = someMeta } = 'event' in each ? each : { event: each };
    const stream = streamNameOf(event);
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const position = index + 1;
    const place = { position, recordedAt: at(position), stream, revision };
    const commit = 'a commit';
    return { ...place, id: eventAt(position), commit, event, sealed, subjects: subjectsOf(event), meta };
  });
};

/** Rows by id. */
export type Rows<Document> = ReadonlyMap<string, Row<Document>>;

/** What a view's rows come to when these events are folded into them, as a runner does it. */
export const foldInto = <Document>(
  view: View<Document>,
  before: Rows<Document>,
  history: ReadonlyArray<Recorded>,
): Rows<Document> => {
  const rows = new Map(before);
  for (const recorded of history)
    for (const rowId of view.rowsOf(recorded)) {
      const row = view.evolve(rowId, rows.get(rowId), recorded);
      if (row === undefined) rows.delete(rowId);
      else rows.set(rowId, row);
    }
  return rows;
};

/** The rows of a view after these events, as a list shows them: by sort, then id. */
export const rowsAfter = <Document>(
  view: View<Document>,
  ...told: ReadonlyArray<Told>
): ReadonlyArray<Row<Document>> =>
  [...foldInto(view, new Map(), given(...told)).values()].sort((one, other) =>
    `${one.sort}${one.id}` < `${other.sort}${other.id}` ? -1 : 1,
  );
