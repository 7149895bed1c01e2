import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import type { Fault } from '../../node/faults.js';
import type { Position, Unavailable, Vault } from '../../ports/index.js';
import type { Tail } from '../../reading/following/index.js';
import type { Outbox } from '../../vault/index.js';
import { readAllStored } from '../recording/index.js';
import type { Writing } from './letters.js';
import { postingsOf, toldBy } from './notices.js';
import { giveUpAfter } from './patience.js';
import type { Posting } from './posting.js';

/** What noticing runs on. */
export type NoticingWith = {
  readonly writing: Writing;
  readonly tail: Tail;
  readonly vault: Vault;
  readonly outbox: Outbox<Posting>;
  /** Called when something is heard of that somebody is to be written about. */
  readonly heard: () => void;
};

/** Sees to it that people are written to about what the log says, whichever node wrote it, and whatever was missed. */
export type Noticing = {
  /** Puts into the outbox what was heard of since; what cannot be put now waits for the next time. */
  readonly note: () => Promise<void>;
  /** Remembers how far the log has been looked through. */
  readonly save: () => Promise<void>;
};

const placeId = 'noticed-until';
const pageSize = 250;

const isTold = ({ event }: Recorded): boolean => toldBy(event) !== undefined;

const placing = (vault: Vault) => {
  let known: string | undefined;
  const read = async (): Promise<Either<Unavailable, Position | undefined>> => {
    const found = await vault.get('own-key', [placeId])();
    if (isLeft(found)) return found;
    const record = found.right[0];
    known = record !== undefined && isSome(record) ? record.value : undefined;
    return right(known === undefined ? undefined : Number(known));
  };
  // Of two nodes that know how far it is, the one that is further is remembered.
  const keep = async (position: Position): Promise<void> => {
    const kept = await read();
    if (isLeft(kept) || (kept.right ?? -1) >= position) return;
    const to = String(position);
    if (known === undefined) await vault.put([{ shelf: 'own-key', id: placeId, wrapped: to }])();
    else await vault.rewrap('own-key', placeId, { from: known, to })();
  };
  return { read, keep };
};

const postAll = async (
  recorded: Recorded,
  { writing, outbox }: NoticingWith,
): Promise<Either<Fault, void>> => {
  if (recorded.recordedAt < writing.clock.now() - giveUpAfter) return right(undefined);
  const postings = await postingsOf(recorded, writing);
  if (isLeft(postings)) return postings;
  for (const { id, posting } of postings.right) {
    const put = await outbox.put(id, posting);
    if (isLeft(put)) return put;
  }
  return right(undefined);
};

/** What is told of among the events after one position up to another. */
const missed = async (
  from: Position,
  to: Position,
  { log, pace }: Writing,
): Promise<Either<Fault, ReadonlyArray<Recorded>>> => {
  const all: Recorded[] = [];
  for (let after = from; after < to; ) {
    const page = await log.readAll(after, pageSize)();
    if (isLeft(page)) return page;
    const events = readAllStored(page.right.events);
    if (isLeft(events)) return events;
    all.push(...events.right.filter((one) => one.position <= to && isTold(one)));
    after = events.right.at(-1)?.position ?? to;
    await new Promise<void>((resolve) => pace.soon(resolve));
  }
  return right(all);
};

const missedSince = async (
  from: Either<Unavailable, Position | undefined>,
  begun: Position,
  writing: Writing,
): Promise<Either<Fault, ReadonlyArray<Recorded>>> =>
  isLeft(from) ? from : missed(from.right ?? begun, begun, writing);

/** Follows the log from where its last follower was; a log that nobody followed yet is followed from here. */
export const noticing = (using: NoticingWith): Noticing => {
  const { tail, writing } = using;
  const place = placing(using.vault);
  const begun = tail.cursor();
  const heard: Recorded[] = [];
  let noted = begun;
  let isWhole = false;
  tail.listen((events) => {
    const told = events.filter(isTold);
    heard.push(...told);
    if (told.length > 0) using.heard();
  });
  const note = async (): Promise<void> => {
    if (!isWhole) {
      const before = await missedSince(await place.read(), begun, writing);
      if (isLeft(before)) return;
      heard.unshift(...before.right);
      isWhole = true;
    }
    const upTo = tail.cursor();
    for (let next = heard[0]; next !== undefined; next = heard[0]) {
      if (isLeft(await postAll(next, using))) return;
      heard.shift();
    }
    noted = upTo;
  };
  return { note, save: async () => (isWhole ? place.keep(noted) : undefined) };
};
