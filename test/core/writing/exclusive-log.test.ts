import type { Core, Terms } from '@recount/core';
import { fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { called, handle } from '../../domain/people.js';
import { countedEntropy } from '../rig/entropy.js';
import { onNode, type Wanted } from '../rig/node.js';
import { rawLog } from '../rig/raw-log.js';
import { type Fate, fated } from '../rig/tampering.js';
import { whatIsWrong } from '../rig/true-of-log.js';
import { makeMove, type Move, move, newWorld, type World } from './moves.js';

const runs = process.env['RECOUNT_LONG'] === '1' ? 500 : 40;

const exclusively = (fates: Fate[] = []): Wanted => ({
  tamper: ({ log }) => ({ log: fated({ ...log, exclusive: true }, fates) }),
});

// Meant for a revision that never is, a command is decided and writes nothing: what it says is what its engine knows.
const knows = async (core: Core, { people, teams, keys }: World): Promise<ReadonlyArray<unknown>> => {
  const never = (stream: string): Terms => ({ seen: { stream, revisions: [] } });
  const asked: unknown[] = [];
  for (const { actor, identityId } of people) {
    const everywhere = { type: 'SignOutEverywhere', actor, keepThisOne: true } as const;
    asked.push(await core.ask(everywhere, never(`identity-${identityId}`))());
    for (const accountId of teams) {
      const seen = never(`account-${accountId}`);
      asked.push(await core.ask({ type: 'RenameAccount', actor, accountId, name: called('Probe') }, seen)());
      asked.push(await core.ask({ type: 'ArchiveAccount', actor, accountId }, seen)());
      asked.push(
        await core.ask({ type: 'ChangeHandle', actor, accountId, handle: handle('handle-3') }, seen)(),
      );
      asked.push(await core.ask({ type: 'LeaveAccount', actor, accountId }, seen)());
      asked.push(
        await core.ask(
          { type: 'SwitchContext', actor, to: accountId },
          never(`session-${actor.sessionId}`),
        )(),
      );
    }
    for (const key of keys)
      asked.push(
        await core.ask(
          { type: 'RevokeKey', actor, ...key, why: 'other' } as never,
          never(`key-${key.keyId}`),
        )(),
      );
  }
  return asked;
};

// A sign-in's commit and its request are named after an attempt that is fresh in each run, and all ids after the commit.
const withoutAttempt = (text: string): unknown => {
  const {
    commit: _,
    id: __,
    request: ___,
    sealed: ____,
    meta,
    ...body
  } = JSON.parse(text) as Record<string, unknown>;
  return { ...body, meta: { ...(meta as object), correlation: '' } };
};

const moves = fc.array(move, { minLength: 1, maxLength: 16 });

describe('an engine that alone writes its log', () => {
  const written = async (wanted: Wanted, made: ReadonlyArray<Move>): Promise<ReadonlyArray<string>> => {
    let texts: ReadonlyArray<string> = [];
    await onNode(
      async ({ core, stores }) => {
        const world = await newWorld(core);
        for (const one of made) await makeMove(world, one);
        texts = (await rawLog(stores.log)).map(({ text }) => text);
      },
      { ...wanted, entropy: countedEntropy('the same for both') },
    )();
    return texts;
  };
  const attempts = fc.sample(moves, { numRuns: 4, seed: 7 });

  it.each(attempts.map((made) => [made.length, made] as const))(
    'and keeps what it knows, writes what one that reads anew writes (%i moves)',
    async (_, made) => {
      const [kept, anew] = [await written(exclusively(), made), await written({}, made)];
      expect(kept.length).toBeGreaterThan(20);
      expect(kept.map(withoutAttempt)).toEqual(anew.map(withoutAttempt));
    },
  );

  it('knows what one that reads all anew knows, whatever went on at once and whichever answers were lost', async () => {
    const fate = fc.constantFrom<Fate>('well', 'well', 'well', 'lost after', 'lost before', 'refused');
    await fc.assert(
      fc.asyncProperty(
        fc.array(moves, { minLength: 1, maxLength: 4 }),
        fc.array(fate, { maxLength: 40 }),
        async (waves, coming) => {
          const fates: Fate[] = [];
          await onNode(async ({ core, stores, beside }) => {
            const world = await newWorld(core);
            fates.push(...coming);
            for (const wave of waves) await Promise.all(wave.map((one) => makeMove(world, one)));
            const reader = await beside({});
            expect(await knows(core, world)).toEqual(await knows(reader, world));
            expect(whatIsWrong(await rawLog(stores.log))).toEqual([]);
          }, exclusively(fates))();
        },
      ),
      { numRuns: runs },
    );
  }, 240_000);
});
