import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../engine.js';
import { type Benchmark, courseOf, inTurns, median, ratioOf } from '../rounds.js';
import type { Issued } from './ours.js';
import { load, type Serving, type Shown, start } from './load.js';

const answerOf = async (url: string, secret: string): Promise<object> => {
  const response = await fetch(`${url}/v1/keys/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: secret }),
  });
  const answer = (await response.json()) as { readonly valid?: boolean };
  if (answer.valid !== true) throw new Error(`a good key was answered with ${JSON.stringify(answer)}`);
  return answer;
};

const sameAnswers = async (
  ours: Serving<Issued>,
  theirs: Serving<unknown>,
  secret: string,
): Promise<void> => {
  const both = await Promise.all([answerOf(ours.url, secret), answerOf(theirs.url, secret)]);
  const [one, other] = both.map((answer) => JSON.stringify(answer));
  if (one !== other) throw new Error(`the peers differ: ${one} and ${other}`);
};

const peerOf = async (ours: Serving<Issued>, folder: string): Promise<Serving<unknown>> => {
  const { accountId, keys } = ours.extra;
  const first = await answerOf(ours.url, keys[0]?.secret ?? '');
  const shown = keys.map(({ keyId, secret }): Shown => ({ secret, answer: { ...first, accountId, keyId } }));
  const file = join(folder, 'shown.json');
  writeFileSync(file, JSON.stringify(shown));
  const theirs = await start('bare', file);
  await sameAnswers(ours, theirs, keys[1]?.secret ?? '');
  return theirs;
};

const amount = 3_200;

const measured = (serving: Serving<unknown>, secrets: ReadonlyArray<string>) => {
  const costs: number[] = [];
  const run = async (): Promise<number> => {
    const before = await serving.figures();
    const perSecond = await load(serving.url, secrets, { amount, from: 97 * costs.length });
    const after = await serving.figures();
    costs.push((after.cpu - before.cpu) / amount);
    return perSecond;
  };
  return { run, costs };
};

/**
 * Key verification over HTTP by 32 connections, over ten thousand keys and on one hot key. Beside it a bare Express
 * route of the same method that reads the same body, hashes the key, finds it in a Map, and answers the same bytes.
 */
export const verify: Benchmark = async ({ short }) => {
  const folder = newFolder();
  const ours = await start<Issued>('ours', folder.path, '10000');
  const theirs = await peerOf(ours, folder.path);
  const secrets = ours.extra.keys.map(({ secret }) => secret);
  const hot = secrets.slice(0, 1);
  // Every key is asked about before anything is measured: what is compared is how it runs, not how it begins.
  for (const one of [ours, theirs]) await load(one.url, secrets, { amount: secrets.length, from: 0 });
  const before = (await ours.figures()).extra;
  const spread = measured(ours, secrets);
  const hottest = measured(ours, hot);
  const bare = measured(theirs, secrets);
  const figures = await inTurns({ spread: spread.run, bare: bare.run, hot: hottest.run }, courseOf(short));
  const after = (await ours.figures()).extra;
  await Promise.all([ours.stop(), theirs.stop()]);
  folder.remove();
  const grown = (what: string): number => (after[what] ?? 0) - (before[what] ?? 0);
  const writes = grown('events') + grown('rows');
  const beside = ratioOf(figures.spread, figures.bare);
  const heat = ratioOf(figures.hot, figures.spread);
  const row = (what: string, all: ReadonlyArray<number>, costs: ReadonlyArray<number>) => ({
    what,
    'verifications a second': Math.round(median(all)),
    'processor time each (µs)': Math.round(median(costs)),
  });
  return {
    name: 'verify',
    rows: [
      row('Recount, over 10,000 keys', figures.spread, spread.costs),
      row('Recount, on one key', figures.hot, hottest.costs),
      row('bare Express route, over 10,000 keys', figures.bare, bare.costs),
    ],
    ratios: { bareExpress: beside.ratio, hotOverSpread: heat.ratio, writes },
    spread: { bareExpress: beside.spread, hotOverSpread: heat.spread, writes: [writes, writes] },
  };
};
