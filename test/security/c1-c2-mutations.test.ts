import { expect, it } from 'vitest';
import { answer, withSignedAssertion } from './saml/answer.js';
import { connection, judge, type Outcome, takenBy } from './saml/connection.js';
import { type Mutation, mutationsFrom } from './saml/mutations.js';

const rounds = process.env['RECOUNT_LONG'] === '1' ? 12_000 : 1_000;
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
