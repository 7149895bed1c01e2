import { asking } from '../express/asking.js';

/** A key that the service said it issued, and where its commit stands. */
export type Acknowledged = {
  readonly name: string;
  readonly keyId: string;
  readonly secret: string;
  readonly position: number;
};

/** Whose account keys are issued for. */
export type Owner = { readonly token: string; readonly accountId: string };

/** Writers that never tire: each issues one key after another, and asks for the same until it is answered. */
export type Load = {
  readonly acknowledged: ReadonlyArray<Acknowledged>;
  /** Names of all keys that were ever asked for. */
  readonly asked: ReadonlySet<string>;
  /** How often an answer never came. */
  readonly unanswered: () => number;
  /** Resolves when so many more were acknowledged. */
  readonly more: (count: number) => Promise<void>;
  /** Resolves when every writer has its last answer. */
  readonly stop: () => Promise<void>;
};

type Where = { readonly origin: () => Promise<string>; readonly owner: Owner };

const positionIn = (headers: Headers): number =>
  Number((headers.get('recount-position') ?? '').split('-').at(-1));

const issued = async (
  name: string,
  { origin, owner }: Where,
): Promise<Acknowledged | 'no answer' | 'not now'> => {
  const ask = asking(await origin(), { authorization: `Bearer ${owner.token}` });
  const wanted = {
    method: 'POST',
    body: { name, scope: 'API' },
    headers: { 'idempotency-key': `issued-for-${name.replaceAll(' ', '-')}` },
  };
  try {
    const { status, body, headers } = await ask(`/v1/accounts/${owner.accountId}/keys`, wanted);
    if (status === 503) return 'not now';
    if (status >= 300) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`, { cause: 'refused' });
    return { name, keyId: body.keyId, secret: body.secret, position: positionIn(headers) };
  } catch (fault) {
    if (fault instanceof Error && fault.cause === 'refused') throw fault;
    return 'no answer';
  }
};

/** Starts so many writers. */
export const load = (writers: number, where: Where): Load => {
  const acknowledged: Acknowledged[] = [];
  const asked = new Set<string>();
  let waiting: { readonly at: number; readonly go: () => void }[] = [];
  let unanswered = 0;
  let stopping = false;
  const heard = (key: Acknowledged): void => {
    acknowledged.push(key);
    for (const { go } of waiting.filter(({ at }) => acknowledged.length >= at)) go();
    waiting = waiting.filter(({ at }) => acknowledged.length < at);
  };
  const write = async (writer: number): Promise<void> => {
    for (let count = 0; !stopping; count++) {
      const name = `writer ${writer} key ${count}`;
      asked.add(name);
      for (;;) {
        const answer = await issued(name, where);
        if (typeof answer === 'object') {
          heard(answer);
          break;
        }
        if (answer === 'no answer') unanswered += 1;
        await new Promise(setImmediate);
      }
    }
  };
  const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  return {
    acknowledged,
    asked,
    unanswered: () => unanswered,
    more: (count) =>
      Promise.race([
        new Promise<void>((go) => waiting.push({ at: acknowledged.length + count, go })),
        // A writer that was refused fails the test at once.
        writing.then(() => undefined),
      ]),
    stop: async () => {
      stopping = true;
      await writing;
    },
  };
};
