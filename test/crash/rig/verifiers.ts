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

/** Begins to ask, going round the first keys that were issued: after a while a node knows them by heart. */
export const verifier = ({ door, tally, issued }: Verifying): Verifier => {
  const wrong: string[] = [];
  let answered = 0;
  let stopping = false;
  const ask = askingAt(door, tally);
  const verify = async (turn: number): Promise<void> => {
    const keys = issued().slice(0, hot);
    const key = keys[turn % Math.max(1, keys.length)];
    if (key?.secret === undefined) return breather();
    const answer = await ask('/v1/keys/verify', { method: 'POST', body: { key: key.secret } });
    if (answer === undefined || answer.status === 503) return breather();
    answered += 1;
    if (answer.status !== 200 || answer.body.keyId !== key.keyId) wrong.push(`${key.name}: ${answer.text}`);
    await breather();
  };
  const ended = (async () => {
    for (let turn = 0; !stopping; turn++) await verify(turn);
  })();
  ended.catch(() => undefined);
  return {
    answered: () => answered,
    stop: async () => {
      stopping = true;
      await ended;
      return wrong;
    },
  };
};
