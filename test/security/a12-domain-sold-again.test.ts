import { some } from 'fp-ts/lib/Option.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EventStore } from '@recount/core/ports';
import { answered } from '../contracts/answers.js';
import type { WantedService } from '../express/running.js';
import { hostileWorld, whoIs } from './providers/world.js';

const ada = { email: 'ada@startup.test', email_verified: true, hd: 'startup.test' };

const google = async (wanted: WantedService = {}) => {
  const tricks: { claims?: Readonly<Record<string, unknown>> } = {};
  const world = await hostileWorld({ google: tricks }, wanted);
  onTestFinished(world.stop);
  const signIn = async (claims: Readonly<Record<string, unknown>>) => {
    tricks.claims = claims;
    return whoIs(world, await world.signIn('google'));
  };
  return { signIn, world };
};

describe('A12 a domain at Google that was sold again', () => {
  it('gives its new owner nobody: the same address under another subject is another identity', async () => {
    const { signIn } = await google();
    const before = await signIn({ ...ada, sub: '1' });
    const after = await signIn({ ...ada, sub: '2' });
    expect(after.identityId).not.toBe(before.identityId);
    expect(after.accounts.map(({ accountId }: { accountId: string }) => accountId)).not.toContain(
      before.accounts[0].accountId,
    );
    expect((await signIn({ ...ada, sub: '1' })).identityId).toBe(before.identityId);
  });

  it('proves nothing by its name: the same hd makes nobody the same person', async () => {
    const { signIn } = await google();
    const one = await signIn({ sub: '1', hd: 'startup.test' });
    const other = await signIn({ sub: '2', hd: 'startup.test' });
    expect(one.identityId).not.toBe(other.identityId);
  });

  it('is kept as a fact, and lies sealed in the log', async () => {
    const kept: { log?: EventStore } = {};
    const tamper = ({ log }: { readonly log: EventStore }) => {
      kept.log = log;
      return {};
    };
    const { signIn, world } = await google({ tamper });
    const { identityId } = await signIn({ ...ada, sub: '1' });
    const { core } = world.house;
    const { activities } = await answered(core.history(identityId, { limit: 100 }));
    const fields = await answered(core.unseal(activities.flatMap(({ sealed }) => sealed)));
    expect(fields).toContainEqual(some(expect.objectContaining({ hostedDomain: 'startup.test' })));
    const stored = await answered(kept.log!.readAll(0, 1_000));
    expect(stored.head).toBeGreaterThan(5);
    expect(JSON.stringify(stored)).not.toContain('startup.test');
    expect(world.house.logged()).not.toContain('startup.test');
  });
});
