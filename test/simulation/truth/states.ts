import type { Recorded } from '@recount/domain/facts';
import type { RawEvent } from '../../core/rig/raw-log.js';

/** A log with its events by stream, for whoever asks what was so at a position. */
export type Told = {
  readonly log: ReadonlyArray<RawEvent>;
  readonly of: (stream: string) => ReadonlyArray<RawEvent>;
  readonly recorded: ReadonlyArray<Recorded>;
};

// What the log holds was written by the engine's own codecs, which are the same on both sides.
const asRecorded = ({ position, recordedAt, body }: RawEvent): Recorded =>
  ({
    position,
    recordedAt,
    stream: body.stream,
    revision: body.revision,
    id: body.id,
    commit: body.commit,
    event: { type: body.type, ...body.data },
    sealed: body.sealed,
    subjects: body.subjects,
    meta: body.meta,
  }) as unknown as Recorded;

/** Reads a log. */
export const tellingOf = (log: ReadonlyArray<RawEvent>): Told => {
  const streams = new Map<string, RawEvent[]>();
  for (const event of log) {
    const own = streams.get(event.body.stream);
    if (own === undefined) streams.set(event.body.stream, [event]);
    else own.push(event);
  }
  return { log, of: (stream) => streams.get(stream) ?? [], recorded: log.map(asRecorded) };
};

/** A span of the log: what is asked about may be seen as it was at any position in it. */
export type Span = { readonly low: number; readonly high: number };

/** The positions in a span at which one of these streams may look different from before. */
export const turns = (
  { of }: Told,
  streams: ReadonlyArray<string>,
  { low, high }: Span,
): ReadonlyArray<number> => [
  low,
  ...streams
    .flatMap((stream) => of(stream))
    .flatMap(({ position }) => (position > low && position <= high ? [position] : [])),
];

const until = (events: ReadonlyArray<RawEvent>, position: number): ReadonlyArray<RawEvent['body']> =>
  events.filter((event) => event.position <= position).map(({ body }) => body);

/** What a session was at a position: what it began with, and whether it was ended. */
export const sessionAt = ({ of }: Told, id: string, position: number) => {
  const events = until(of(`session-${id}`), position);
  const started = events.find(({ type }) => type === 'SessionStarted')?.data;
  if (started === undefined) return undefined;
  return {
    startedAt: of(`session-${id}`)[0]?.recordedAt ?? 0,
    identityId: String(started['identityId']),
    tokenHash: String(started['tokenHash']),
    generation: Number(started['generation']),
    expires: Number(started['expires']),
    isEnded: events.some(({ type }) => type === 'SessionEnded'),
  };
};

/** Whether an identity's sessions of a generation counted at a position. */
export const countsAt = (
  { of }: Told,
  { identityId, sessionId, generation }: { identityId: string; sessionId: string; generation: number },
  position: number,
): boolean => {
  const over = until(of(`identity-${identityId}`), position).findLast(
    ({ type }) => type === 'SessionsInvalidated',
  );
  return (
    over === undefined || generation >= Number(over.data['generation']) || over.data['except'] === sessionId
  );
};

/** What a key was at a position. */
export const keyAt = ({ of }: Told, id: string, position: number) => {
  const events = until(of(`key-${id}`), position);
  const issued = events.find(({ type }) => type === 'KeyIssued')?.data;
  if (issued === undefined) return undefined;
  const hashes = events
    .filter(({ type }) => type === 'KeyIssued' || type === 'KeyRotated')
    .map(({ data }) => data);
  const [before, last = issued] = hashes.length > 1 ? hashes.slice(-2) : [undefined, issued];
  return {
    accountId: String(issued['accountId']),
    scope: String(issued['scope']),
    expires: Number(issued['expires'] ?? Number.POSITIVE_INFINITY),
    hash: String(last['hash']),
    previous: { hash: String(before?.['hash']), until: Number(last['graceUntil'] ?? 0) },
    isRevoked: events.some(({ type }) => type === 'KeyRevoked'),
  };
};

/** What an account was at a position: whose, and whether it was open. */
export const accountAt = ({ of }: Told, id: string, position: number) => {
  const events = until(of(`account-${id}`), position);
  const [first] = events;
  if (first === undefined) return undefined;
  const last = events.findLast(({ type }) => type === 'AccountArchived' || type === 'AccountRestored');
  return {
    owner: first.type === 'PersonalAccountOpened' ? String(first.data['identityId']) : undefined,
    isOpen: last?.type !== 'AccountArchived',
  };
};

/** The role that somebody had in a team at a position. */
export const roleAt = (
  { of }: Told,
  { accountId, identityId }: { accountId: string; identityId: string },
  position: number,
): string | undefined =>
  until(of(`account-${accountId}`), position)
    .filter(({ data }) => data['identityId'] === identityId)
    .reduce<string | undefined>((role, { type, data }) => {
      if (type === 'MemberJoined') return String(data['role']);
      if (type === 'RoleChanged') return String(data['to']);
      return type === 'MemberRemoved' || type === 'MemberLeft' ? undefined : role;
    }, undefined);
