import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer, withSignedAssertion } from './saml/answer.js';
import { connection, judge, type Outcome, takenBy } from './saml/connection.js';
import { type Mutation, mutationsFrom } from './saml/mutations.js';
import {
  assertionsOnly as assertionsCompany,
  type Front,
  startFront,
  strict as strictCompany,
} from './saml/over-http.js';

const isLong = process.env['RECOUNT_LONG'] === '1';
const rounds = isLong ? 12_000 : 1_000;
const roundsOverHttp = isLong ? 1_000 : 50;
const seed = Number(process.env['RECOUNT_SEED'] ?? 20_261_124);

type Tally = { refused: number; unharmed: number; readonly foreign: string[] };

const proven = ({ login, assertionId, sessionEnds }: Exclude<Outcome, string>): string =>
  JSON.stringify([login, assertionId, sessionEnds]);

it(`C1, C2 ${rounds} random changes of sound answers sign nobody else in, and break nothing`, async ({
  annotate,
}) => {
  const strict = connection();
  const assertionsOnly = connection({ signed: 'assertion' });
  const kinds = [
    { xml: answer(), at: strict },
    { xml: answer(), at: assertionsOnly },
    { xml: withSignedAssertion(), at: assertionsOnly },
  ] as const;
  const ada = proven(await takenBy(kinds[0].xml, strict));
  const tally: Tally = { refused: 0, unharmed: 0, foreign: [] };
  const mutate: Mutation = mutationsFrom(seed);
  for (let round = 0; round < rounds; round += 1) {
    const { xml, at } = kinds[round % kinds.length] ?? kinds[0];
    const changed = mutate(xml);
    const outcome = await judge(changed, at);
    if (typeof outcome === 'string') tally.refused += 1;
    else if (proven(outcome) === ada) tally.unharmed += 1;
    else tally.foreign.push(changed);
  }
  await annotate(`seed ${seed}: ${rounds} changed, ${tally.refused} refused, ${tally.unharmed} still Ada`);
  expect(tally.foreign).toEqual([]);
  expect(tally.refused + tally.unharmed).toBe(rounds);
  expect(tally.refused).toBeGreaterThan(rounds / 2);
}, 1_800_000);

describe('over HTTP', () => {
  let front: Front;
  beforeAll(async () => {
    front = await startFront();
  });
  afterAll(() => front.house.stop());

  const kinds = [
    { made: () => answer(), at: strictCompany },
    { made: () => answer(), at: assertionsCompany },
    { made: () => withSignedAssertion(), at: assertionsCompany },
  ] as const;
  const bring = (xml: string, at: typeof strictCompany) =>
    front.bring(Buffer.from(xml, 'utf8').toString('base64'), at);
  const whoIs = async (token: string | undefined) => {
    const { body } = await front.house.as(token ?? '')('/v1/me');
    return [body.identityId, body.email, body.name];
  };

  it(`C1, C2 ${roundsOverHttp} random changes sign nobody else in, and no answer is a fault`, async ({
    annotate,
  }) => {
    const adas = new Map<unknown, unknown>();
    for (const { made, at } of kinds) adas.set(at, await whoIs((await bring(made(), at)).token));
    const mutate: Mutation = mutationsFrom(seed);
    let refused = 0;
    for (let round = 0; round < roundsOverHttp; round += 1) {
      const { made, at } = kinds[round % kinds.length] ?? kinds[0];
      const before = await front.head();
      const { brought, token, head } = await bring(mutate(made()), at);
      if (token !== undefined) expect(await whoIs(token)).toEqual(adas.get(at));
      else {
        refused += 1;
        expect([brought.status, brought.headers.getSetCookie(), head]).toEqual([400, [], before]);
      }
    }
    await annotate(`seed ${seed}: ${roundsOverHttp} changed, ${refused} refused`);
    expect(refused).toBeGreaterThan(roundsOverHttp / 2);
  }, 600_000);
});
