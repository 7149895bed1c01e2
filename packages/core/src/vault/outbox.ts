import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import type { Clock, Entropy, Unavailable, Vault } from '../ports/index.js';
import { derive, type SecretKey, shut, unshut } from './boxes.js';

/** What waits to be sent; `due` is when it is tried next, both in milliseconds since 1970. */
export type Waiting<P> = {
  readonly id: string;
  readonly posting: P;
  readonly since: number;
  readonly due: number;
  readonly tries: number;
  /** The record as it stands: of many who change it, one does. */
  readonly wrapped: string;
};

/** What is to be sent, each once by its id: durable, sealed, and shared by all nodes. */
export type Outbox<P> = {
  /** Keeps what is to be sent; nothing new where it waits already or was sent. Durable before it answers. */
  readonly put: (id: string, posting: P) => Promise<Either<Unavailable, void>>;
  /** All that waits. */
  readonly waiting: () => Promise<Either<Unavailable, ReadonlyArray<Waiting<P>>>>;
  /** Says when it is tried next; undefined when somebody else changed it meanwhile. */
  readonly move: (
    one: Waiting<P>,
    to: Pick<Waiting<P>, 'due' | 'tries'>,
  ) => Promise<Either<Unavailable, Waiting<P> | undefined>>;
  /** Forgets it, and that it was, so that it may be put again. */
  readonly drop: (id: string) => Promise<Either<Unavailable, void>>;
  /** Forgets it, and remembers that it is done with. */
  readonly finish: (id: string) => Promise<Either<Unavailable, void>>;
};

type Means = { readonly clock: Clock; readonly entropy: Entropy };
type Content<P> = Omit<Waiting<P>, 'id' | 'wrapped'>;

const week = 7 * 86_400_000;
const pageSize = 100;

const doneMark = (id: string): string => `done/${id}`;

const sealing = <P>(own: SecretKey, { entropy }: Means) => {
  const key = derive(own, 'recount/outbox');
  const lockOf = (id: string) => ({ key, about: `recount/outbox/${id}` });
  return {
    seal: (id: string, content: Content<P>): string =>
      shut(lockOf(id), Buffer.from(JSON.stringify(content)), entropy),
    open: ({ id, wrapped }: { readonly id: string; readonly wrapped: string }): ReadonlyArray<Waiting<P>> => {
      const bytes = unshut(lockOf(id), wrapped);
      // Only what was sealed here opens at all.
      return isSome(bytes)
        ? [{ ...(JSON.parse(bytes.value.toString('utf8')) as Content<P>), id, wrapped }]
        : [];
    },
  };
};

type Sealing<P> = ReturnType<typeof sealing<P>>;

const putting =
  <P>(vault: Vault, { clock }: Means, { seal }: Sealing<P>): Outbox<P>['put'] =>
  async (id, posting) => {
    const done = await vault.get('one-time', [doneMark(id)])();
    if (isLeft(done)) return done;
    if (done.right[0] !== undefined && isSome(done.right[0])) return right(undefined);
    const now = clock.now();
    const wrapped = seal(id, { posting, since: now, due: now, tries: 0 });
    const put = await vault.put([{ shelf: 'outbox', id, wrapped, expires: now + week }])();
    return isLeft(put) ? put : right(undefined);
  };

const listing =
  <P>(vault: Vault, { open }: Sealing<P>): Outbox<P>['waiting'] =>
  async () => {
    const all: Waiting<P>[] = [];
    for (let after = ''; ; ) {
      const page = await vault.list('outbox', { after, limit: pageSize })();
      if (isLeft(page)) return page;
      all.push(...page.right.flatMap(open));
      const last = page.right.at(-1);
      if (last === undefined || page.right.length < pageSize) return right(all);
      after = last.id;
    }
  };

/** The outbox in a vault: each record is sealed under the vault's own key, and is gone after a week, sent or not. */
export const outbox = <P>(vault: Vault, own: SecretKey, means: Means): Outbox<P> => {
  const sealed = sealing<P>(own, means);
  const drop: Outbox<P>['drop'] = (id) => vault.destroy('outbox', [id])();
  return {
    put: putting(vault, means, sealed),
    waiting: listing(vault, sealed),
    drop,
    move: async (one, to) => {
      const { id, posting, since } = one;
      const wrapped = sealed.seal(id, { posting, since, ...to });
      const moved = await vault.rewrap('outbox', id, { from: one.wrapped, to: wrapped })();
      if (isLeft(moved)) return moved;
      return right(moved.right ? { ...one, ...to, wrapped } : undefined);
    },
    finish: async (id) => {
      const expires = means.clock.now() + 2 * week;
      const put = await vault.put([{ shelf: 'one-time', id: doneMark(id), wrapped: 'done', expires }])();
      return isLeft(put) ? put : drop(id);
    },
  };
};
