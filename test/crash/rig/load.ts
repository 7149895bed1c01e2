import type { Answered } from '../../express/asking.js';
import { askingAt, breather, type Door, type Tally } from './doors.js';

/** What the service said that it did with a key, and where its commit stands. */
export type Acknowledged = {
  readonly type: 'KeyIssued' | 'KeyRenamed';
  readonly name: string;
  readonly keyId: string;
  readonly position: number;
  /** The same as clients carry it. */
  readonly place: string;
  /** Of a key that was issued. */
  readonly secret?: string;
};

/** Whose account keys are issued for. */
export type Owner = { readonly token: string; readonly accountId: string };

/** Writers that never tire: each issues one key after another and renames it, and asks for the same until it is answered. */
export type Load = {
  readonly acknowledged: ReadonlyArray<Acknowledged>;
  /** Names of all keys that were ever asked for, those that they were to have later included. */
  readonly asked: ReadonlySet<string>;
  /** Resolves when so many more were acknowledged, by this door if one is named. */
  readonly more: (count: number, door?: Door) => Promise<void>;
  /** Resolves when every writer has its last answer. */
  readonly stop: () => Promise<void>;
};

/** Where the load is, and what counts its answers. */
export type Where = { readonly doors: ReadonlyArray<Door>; readonly owner: Owner; readonly tally: Tally };

type Wish = Pick<Acknowledged, 'type' | 'name'> & {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
};

type Heard = { readonly ack: Acknowledged; readonly door: Door };

const refused = ({ name }: Wish, { status, text }: Answered): never => {
  throw new Error(`${name}: ${status} ${text}`);
};

/** Asks until it is answered, each time at the next door that is open, with the same Idempotency-Key. */
const heard = async (wish: Wish, first: number, where: Where): Promise<Heard> => {
  const { doors, owner, tally } = where;
  for (let turn = first; ; turn++) {
    const next = doors.map((_, i) => doors[(turn + i) % doors.length]!);
    const door = next.find(({ isOpen }) => isOpen()) ?? next[0]!;
    const answer = await askingAt(
      door,
      tally,
      owner.token,
    )(wish.path, {
      method: wish.method,
      body: wish.body,
      headers: { 'idempotency-key': `asked-for-${wish.name.replaceAll(' ', '-')}` },
    });
    if (answer !== undefined && answer.status < 300) {
      const { keyId, secret } = answer.body;
      const { type, name } = wish;
      const place = answer.headers.get('recount-position') ?? '';
      return { door, ack: { type, name, keyId, secret, place, position: Number(place.split('-').at(-1)) } };
    }
    if (answer !== undefined && answer.status !== 503) refused(wish, answer);
    await breather();
  }
};

const issuing = (name: string, { owner }: Where): Wish => ({
  type: 'KeyIssued',
  name,
  method: 'POST',
  path: `/v1/accounts/${owner.accountId}/keys`,
  body: { name, scope: 'API' },
});

const renaming = (name: string, keyId: string, { owner }: Where): Wish => ({
  type: 'KeyRenamed',
  name: `${name} again`,
  method: 'PATCH',
  path: `/v1/accounts/${owner.accountId}/keys/${keyId}`,
  body: { name: `${name} again` },
});

type Waiting = { count: number; readonly door: Door | undefined; readonly go: () => void };

const ledger = () => {
  const acknowledged: Acknowledged[] = [];
  const waiting = new Set<Waiting>();
  return {
    acknowledged,
    enter: ({ ack, door }: Heard): void => {
      acknowledged.push(ack);
      for (const one of waiting) {
        if (one.door === undefined || one.door === door) one.count -= 1;
        if (one.count <= 0 && waiting.delete(one)) one.go();
      }
    },
    more: (count: number, door?: Door) => new Promise<void>((go) => waiting.add({ count, door, go })),
  };
};

/** Starts so many writers. */
export const load = (writers: number, where: Where): Load => {
  const { acknowledged, enter, more } = ledger();
  const asked = new Set<string>();
  let stopping = false;
  const done = async (wish: Wish, writer: number): Promise<string> => {
    asked.add(wish.name);
    const answer = await heard(wish, writer, where);
    enter(answer);
    return answer.ack.keyId;
  };
  const write = async (writer: number): Promise<void> => {
    for (let count = 0; !stopping; count++) {
      const name = `writer ${writer} key ${count}`;
      const keyId = await done(issuing(name, where), writer);
      if (!stopping) await done(renaming(name, keyId, where), writer);
    }
  };
  const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  writing.catch(() => (stopping = true));
  return {
    acknowledged,
    asked,
    // A writer that was refused fails the test at once.
    more: (count, door) => Promise.race([more(count, door), writing.then(() => undefined)]),
    stop: async () => {
      stopping = true;
      await writing;
    },
  };
};
