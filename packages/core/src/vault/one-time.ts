import { hash } from 'node:crypto';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isSome, type Option } from 'fp-ts/lib/Option.js';
import type { Repeatable } from '../writing/asking/wish.js';
import { type Clock, type Entropy, type Unavailable, unavailable, type Vault } from '../ports/index.js';
import { derive, type SecretKey, shut, unshut } from './boxes.js';

/** Secrets that are told once, kept for a day for whoever repeats the very same request. */
export type OneTime = {
  /** Keeps a secret for a request, or answers the one that was kept for it before; durable before it answers. */
  readonly keep: (request: Repeatable, secret: string) => Promise<Either<Unavailable, string>>;
  /** The secret kept for a request; undefined when it is gone. */
  readonly recall: (request: Repeatable) => Promise<Either<Unavailable, string | undefined>>;
};

/** What is put by under a ticket: a request that went to a provider, an answer that came back, or another identity's login. */
export type Parked = 'sign-in-request' | 'sign-in-answer' | 'merge-proof';

/** Something to put by: under which ticket, what, and for how many milliseconds. */
export type ToPark = { readonly ticket: string; readonly content: string; readonly lasts: number };

/** What waits for one use: whoever has its ticket gets it, once, as long as it is kept. */
export type Parking = {
  /** A ticket that nobody can guess, for what will be put by once it is known. */
  readonly ticket: () => string;
  /** Puts something by under a fresh ticket for so many milliseconds; durable before it answers. */
  readonly park: (what: Parked, wish: ToPark) => Promise<Either<Unavailable, void>>;
  /** What waits under a ticket, left where it is; undefined when it is gone. */
  readonly look: (what: Parked, ticket: string) => Promise<Either<Unavailable, string | undefined>>;
  /** Takes what waits under a ticket; of many who take it, one gets it. */
  readonly take: (what: Parked, ticket: string) => Promise<Either<Unavailable, string | undefined>>;
};

type Means = { readonly clock: Clock; readonly entropy: Entropy };

/** A record on the shelf, and what opens it. */
type Place = { readonly id: string; readonly key: SecretKey; readonly about: string };

const kept = 86_400_000;
const ticketBytes = 32;
const ticketForm = /^[\w-]{43}$/;

const opened = (lock: Place, record: Option<string> | undefined): string | undefined => {
  if (record === undefined || !isSome(record)) return undefined;
  const content = unshut(lock, record.value);
  return isSome(content) ? content.value.toString('utf8') : undefined;
};

const shelf = (vault: Vault, { clock, entropy }: Means) => ({
  put: async (
    { id, ...lock }: Place,
    content: string,
    lasts: number,
  ): Promise<Either<Unavailable, boolean>> => {
    const wrapped = shut(lock, Buffer.from(content), entropy);
    const put = await vault.put([{ shelf: 'one-time', id, wrapped, expires: clock.now() + lasts }])();
    return isLeft(put) ? put : right(put.right[0] === true);
  },
  look: async (place: Place): Promise<Either<Unavailable, string | undefined>> => {
    const found = await vault.get('one-time', [place.id])();
    return isLeft(found) ? found : right(opened(place, found.right[0]));
  },
  take: async (place: Place): Promise<Either<Unavailable, string | undefined>> => {
    const taken = await vault.take('one-time', place.id)();
    return isLeft(taken) ? taken : right(opened(place, taken.right));
  },
});

/** One-time secrets in a vault, sealed for one request under a key that takes the vault's, the Idempotency-Key and the commit. */
export const oneTime = (vault: Vault, own: SecretKey, means: Means): OneTime => {
  const { put, look } = shelf(vault, means);
  const placeOf = ({ commitId, request, key }: Repeatable): Place => ({
    id: commitId,
    key: derive(own, `recount/one-time/${commitId}`, key),
    about: `recount/one-time/${commitId}/${request}`,
  });
  const recall: OneTime['recall'] = (request) => look(placeOf(request));
  return {
    recall,
    keep: async (request, secret) => {
      const isNew = await put(placeOf(request), secret, kept);
      if (isLeft(isNew)) return isNew;
      if (isNew.right) return right(secret);
      const earlier = await recall(request);
      return isLeft(earlier) ? earlier : right(earlier.right ?? secret);
    },
  };
};

/** What is parked in a vault, sealed under a key that takes the vault's and the ticket: the vault keeps the ticket's hash only. */
export const parking = (vault: Vault, own: SecretKey, means: Means): Parking => {
  const { put, look, take } = shelf(vault, means);
  const placeOf = (what: Parked, ticket: string): Place => {
    const id = `${what}-${hash('sha256', ticket, 'hex')}`;
    return { id, key: derive(own, `recount/parked/${what}`, ticket), about: `recount/parked/${id}` };
  };
  const ifTicket =
    (read: typeof look): Parking['look'] =>
    (what, ticket) =>
      ticketForm.test(ticket) ? read(placeOf(what, ticket)) : Promise.resolve(right(undefined));
  return {
    ticket: () => Buffer.from(means.entropy.bytes(ticketBytes)).toString('base64url'),
    park: async (what, { ticket, content, lasts }) => {
      const isNew = await put(placeOf(what, ticket), content, lasts);
      if (isLeft(isNew)) return isNew;
      return isNew.right ? right(undefined) : left(unavailable('a ticket was used twice'));
    },
    look: ifTicket(look),
    take: ifTicket(take),
  };
};
