import type { Answered } from '../../express/asking.js';
import type { Acknowledged } from './load.js';
import { askingAt, breather, type Door, type Tally } from './doors.js';

/** Somebody who asks again and again whose keys these are, as every user's service does. */
export type Verifier = {
  /** How often it was answered. */
  readonly answered: () => number;
  /** Ends, and tells which answers were wrong. */
  readonly stop: () => Promise<ReadonlyArray<string>>;
};

/** Where a verifier asks, about which keys, and how many it asks about again and again. */
export type Verifying = {
  readonly door: Door;
  readonly tally: Tally;
  readonly issued: () => ReadonlyArray<Acknowledged>;
};

const hot = 50;

const isUnknown = ({ status, body }: Answered): boolean => status === 200 && body.reason === 'unknown';

/**
 * Begins to ask, going round the first keys that were issued: after a while a node knows them by heart. A key that
 * another node has just issued may be unknown to this one for as long as it lags; once known, it stays known, and in the
 * end all are.
 */
export const verifier = ({ door, tally, issued }: Verifying): Verifier => {
  const wrong: string[] = [];
  const known = new Set<Acknowledged>();
  const awaited = new Set<Acknowledged>();
  let answered = 0;
  let stopping = false;
  const ask = askingAt(door, tally);
  const judge = (key: Acknowledged, answer: Answered): void => {
    answered += 1;
    if (isUnknown(answer) && !known.has(key)) return void awaited.add(key);
    known.add(key);
    awaited.delete(key);
    if (answer.status !== 200 || answer.body.keyId !== key.keyId) wrong.push(`${key.name}: ${answer.text}`);
  };
  const verify = async (key: Acknowledged | undefined): Promise<void> => {
    if (key?.secret === undefined) return breather();
    const answer = await ask('/v1/keys/verify', { method: 'POST', body: { key: key.secret } });
    if (answer !== undefined && answer.status !== 503) judge(key, answer);
    await breather();
  };
  const ended = (async () => {
    for (let turn = 0; !stopping; turn++) {
      const keys = issued().slice(0, hot);
      await verify(keys[turn % Math.max(1, keys.length)]);
    }
  })();
  ended.catch(() => undefined);
  return {
    answered: () => answered,
    stop: async () => {
      stopping = true;
      await ended;
      for (const key of awaited) while (awaited.has(key)) await verify(key);
      return wrong;
    },
  };
};
