import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Benchmark,
  courseOf,
  figureOf,
  foundOf,
  inTurns,
  median,
  ratioOf,
} from '../measuring/rounds.js';
import { newFolder } from '../stage/engine.js';
import { installPeers } from '../stage/peers.js';
import { postgres } from '../stage/postgres.js';
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

const bareBeside = async (ours: Serving<Issued>, folder: string): Promise<Serving<unknown>> => {
  const { accountId, keys } = ours.extra;
  const first = await answerOf(ours.url, keys[0]?.secret ?? '');
  const shown = keys.map(({ keyId, secret }): Shown => ({ secret, answer: { ...first, accountId, keyId } }));
  const file = join(folder, 'shown.json');
  writeFileSync(file, JSON.stringify(shown));
  const theirs = await start('bare', file);
  await sameAnswers(ours, theirs, keys[1]?.secret ?? '');
  return theirs;
};

type Load = {
  readonly serving: Serving<unknown>;
  readonly secrets: ReadonlyArray<string>;
  readonly amount: number;
};

const measured = ({ serving, secrets, amount }: Load) => {
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

const keys = 10_000;

// Better Auth takes so much longer that a slice of as many would be no slice.
const amountsOf = (short: boolean) =>
  short ? { amount: 1_600, ofBetterAuth: 320 } : { amount: 3_200, ofBetterAuth: 640 };

type Peers = {
  readonly ours: Serving<Issued>;
  readonly bare: Serving<unknown>;
  readonly betterAuth: Serving<{ readonly secrets: ReadonlyArray<string> }>;
};

const loads = ({ ours, bare, betterAuth }: Peers, short: boolean) => {
  const { amount, ofBetterAuth } = amountsOf(short);
  const secrets = ours.extra.keys.map(({ secret }) => secret);
  return {
    spread: measured({ serving: ours, secrets, amount }),
    hot: measured({ serving: ours, secrets: secrets.slice(0, 1), amount }),
    bare: measured({ serving: bare, secrets, amount }),
    betterAuth: measured({
      serving: betterAuth,
      secrets: betterAuth.extra.secrets,
      amount: ofBetterAuth,
    }),
  };
};

// Every key of ours is asked about before anything is measured: what is compared is how it runs, not how it begins.
const warmedUp = async ({ ours, bare, betterAuth }: Peers): Promise<void> => {
  const secrets = ours.extra.keys.map(({ secret }) => secret);
  for (const { url } of [ours, bare]) await load(url, secrets, { amount: secrets.length, from: 0 });
  await load(betterAuth.url, betterAuth.extra.secrets, { amount: 1_280, from: 0 });
};

const written = async (ours: Serving<unknown>): Promise<number> => {
  const { events = 0, rows = 0 } = (await ours.figures()).extra;
  return events + rows;
};

/**
 * Key verification over HTTP by 32 connections, over ten thousand keys and on one hot key. Beside it Better Auth's
 * API keys on the same PostgreSQL server, and a bare Express route of the same method that reads the same body, hashes
 * the key, finds it in a Map, and answers the same bytes.
 */
export const verify: Benchmark = async ({ short }) => {
  await installPeers();
  const [server, folder] = [await postgres(), newFolder()];
  const [ours, betterAuth] = await Promise.all([
    start<Issued>('ours', await server.database(), String(keys)),
    start<Peers['betterAuth']['extra']>('betterAuth', await server.database(), String(keys)),
  ]);
  const peers: Peers = { ours, betterAuth, bare: await bareBeside(ours, folder.path) };
  await answerOf(peers.betterAuth.url, peers.betterAuth.extra.secrets[0] ?? '');
  await warmedUp(peers);
  const all = loads(peers, short);
  const before = await written(ours);
  const { spread, hot, bare } = all;
  const figures = await inTurns(
    { spread: spread.run, bare: bare.run, betterAuth: all.betterAuth.run, hot: hot.run },
    courseOf(short),
  );
  const writes = (await written(ours)) - before;
  for (const serving of Object.values(peers)) await serving.stop();
  folder.remove();
  await server.stop();
  const row = (what: string, name: keyof typeof all) => ({
    what,
    'verifications a second': Math.round(median(figures[name])),
    'processor time each (µs)': Math.round(median(all[name].costs)),
  });
  return {
    name: 'verify',
    rows: [
      row('Recount, over 10,000 keys', 'spread'),
      row('Recount, on one key', 'hot'),
      row('bare Express route, over 10,000 keys', 'bare'),
      row('Better Auth, over 10,000 keys', 'betterAuth'),
    ],
    ...foundOf({
      betterAuth: ratioOf(figures.spread, figures.betterAuth),
      bareExpress: ratioOf(figures.spread, figures.bare),
      hotOverSpread: ratioOf(figures.hot, figures.spread),
      writes: figureOf([writes]),
    }),
  };
};
