import { type EventStore, unavailable, unknownOutcome } from '@recount/core/ports';
import { left } from 'fp-ts/lib/Either.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { link, proofIn, waysOf } from '../express/linking.js';
import { type Person, running, type Running } from '../express/running.js';

type Trouble = 'before the append' | 'after it';

describe('B10 a merge that is asked for again comes to the same', () => {
  let house: Running;
  let trouble: Trouble | undefined;
  let ada: Person;
  let ben: Person;
  let proof: string;

  // The log fails once, before or after it has written, wherever two identities become one.
  const failing = (log: EventStore): EventStore => ({
    ...log,
    append: (commit) => async () => {
      const isMerge = commit.writes.some(({ bodies }) =>
        bodies.some(({ text }) => text.includes('IdentitiesMerged')),
      );
      const now = isMerge ? trouble : undefined;
      if (now === undefined) return log.append(commit)();
      trouble = undefined;
      if (now === 'before the append') return left(unavailable('the process is gone'));
      await log.append(commit)();
      return left(unknownOutcome('the process is gone'));
    },
  });

  beforeEach(async () => {
    trouble = undefined;
    house = await running({ tamper: ({ log }) => ({ log: failing(log) }) });
    ben = await house.signIn('Ben', 'other');
    const team = { name: 'Acme', handle: 'acme' };
    await ben.browse('/v1/teams', { method: 'POST', body: team });
    ada = await house.signIn('Ada');
    proof = proofIn(await link(house, ada, { as: 'Ben' }));
  });
  afterEach(() => house.stop());

  const merge = () => ada.browse('/v1/me/merge', { method: 'POST', body: { proof } });

  const isOne = async (): Promise<void> => {
    expect(Object.keys(await waysOf(ada)).toSorted()).toEqual([
      'https://other.example.test',
      'https://scripted.example.test',
    ]);
    const { body } = await ada.ask('/v1/me');
    const kinds = body.accounts.map(({ kind, role }: { kind: string; role?: string }) => role ?? kind);
    expect(kinds.toSorted()).toEqual(['admin', 'personal', 'personal']);
    expect((await ben.ask('/v1/me')).status).toBe(401);
    expect((await house.signIn('Ben', 'other')).identityId).toBe(ada.identityId);
    const { body: history } = await ada.ask('/v1/me/history?limit=100');
    const merged = history.happenings.filter(({ type }: { type: string }) => type === 'IdentitiesMerged');
    expect(merged).toHaveLength(1);
  };

  it.each<Trouble>(['before the append', 'after it'])('when the log fails %s', async (when) => {
    trouble = when;
    const first = await merge();
    expect([200, 503]).toContain(first.status);
    const again = await merge();
    expect([again.status, again.body]).toEqual([200, { identityId: ada.identityId }]);
    await isOne();
  });

  it('when it is asked for eight times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, merge));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await isOne();
  });
});
