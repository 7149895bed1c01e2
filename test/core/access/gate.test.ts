import type { Core } from '@recount/core';
import { day } from '@recount/domain/vocabulary';
import { describe, expect, it, vi } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { google } from '../../domain/people.js';
import { onNode } from '../rig/node.js';
import { createTeam, issueKey, joins, proof, signIn, told } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';
import { followedThrough, misread, type Tap, tap, unfollowable } from '../rig/tampering.js';

const letsIn = (core: Core, credential: string) =>
  vi.waitFor(async () => expect((await core.authenticate(credential)())._tag).toBe('Right'));

const through = (own: Tap) => ({
  tamper: ({
    log,
  }: Parameters<NonNullable<Parameters<typeof onNode>[1] & object>['tamper'] & object>[0]) => ({
    log: followedThrough(log, own),
  }),
});

describe('an engine that does not know enough lets nobody in', () => {
  const own = tap();

  it(
    'as long as it has not read the commit that it made itself',
    onNode(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const leaked = await issueKey(core, ada, { accountId });
      const good = await issueKey(core, ada, { accountId });
      for (const { text } of [leaked, good]) await answered(core.authenticate(text));
      await own.shutDuring(async () => {
        const { keyId } = leaked;
        const done = await answered(
          core.ask({ type: 'RevokeKey', actor: ada.actor, accountId, keyId, why: 'leaked' }),
        );
        expect(done.views).toBe('behind');
        for (const credential of [leaked.text, good.text, ada.token])
          expect(await refusal(core.authenticate(credential))).toMatchObject({ type: 'ViewsBehind' });
      });
      await letsIn(core, good.text);
      expect(await refusal(core.authenticate(leaked.text))).toMatchObject({ why: 'revoked' });
    }, through(own)),
  );

  it(
    'and asks the same of what it may do under an account',
    onNode(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const who = await answered(core.authenticate(ada.token));
      await answered(core.access(who, accountId, 'keys:issue'));
      await own.shutDuring(async () => {
        await answered(core.ask({ type: 'ArchiveAccount', actor: ada.actor, accountId }));
        expect(await refusal(core.access(who, accountId, 'keys:issue'))).toMatchObject({
          type: 'ViewsBehind',
        });
        expect(await refusal(core.context(who))).toMatchObject({ type: 'ViewsBehind' });
      });
      await vi.waitFor(async () =>
        expect(await refusal(core.access(who, accountId, 'keys:issue'))).toMatchObject({
          type: 'ArchivedAccountsAreQuiet',
        }),
      );
    }, through(own)),
  );

  it('once its clock has gone back, until it hears from the log', async () => {
    let silent = false;
    await onNode(
      async ({ core, clock }) => {
        const ada = await signIn(core, proof('ada'));
        silent = true;
        clock.set(newYear - 1_000);
        await answered(core.authenticate(ada.token));
        clock.set(newYear - 3_600_000);
        expect(await refusal(core.authenticate(ada.token))).toMatchObject({ type: 'ViewsBehind' });
        silent = false;
        await signIn(core, proof('ben'));
        await letsIn(core, ada.token);
      },
      { tamper: ({ log }) => ({ log: unfollowable(log, () => silent) }) },
    )();
  });

  it('once it has not heard from the log for more than thirty seconds', async () => {
    let silent = false;
    await onNode(
      async ({ core, clock }) => {
        const ada = await signIn(core, proof('ada'));
        silent = true;
        clock.set(newYear + 30_000);
        await answered(core.authenticate(ada.token));
        clock.set(newYear + 30_001);
        expect(await refusal(core.authenticate(ada.token))).toMatchObject({ type: 'ViewsBehind' });
        silent = false;
        await vi.waitFor(() => letsIn(core, ada.token), { timeout: 10_000 });
      },
      { tamper: ({ log }) => ({ log: unfollowable(log, () => silent) }) },
    )();
  });
});

describe('of two engines on one log', () => {
  const own = tap();

  it(
    'the other refuses a revoked key as soon as it has read so far',
    onNode(async ({ core, beside }) => {
      const other = await beside();
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const { text, keyId } = await issueKey(core, ada, { accountId });
      await letsIn(other, text);
      await answered(core.ask({ type: 'RevokeKey', actor: ada.actor, accountId, keyId, why: 'leaked' }));
      await vi.waitFor(async () =>
        expect(await refusal(other.authenticate(text))).toMatchObject({ why: 'revoked' }),
      );
    }),
  );

  it(
    'one that answers that a key is revoked already lets it in no more, whoever revoked it',
    onNode(async ({ core, beside }) => {
      const other = await beside(through(own));
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const { text, keyId } = await issueKey(core, ada, { accountId });
      await letsIn(other, text);
      await own.shutDuring(async () => {
        const revoke = { type: 'RevokeKey', actor: ada.actor, accountId, keyId, why: 'leaked' } as const;
        await answered(core.ask(revoke));
        const done = await answered(other.ask(revoke));
        expect([done.events, done.views]).toEqual([[], 'behind']);
        expect(await refusal(other.authenticate(text))).toMatchObject({ type: 'ViewsBehind' });
      });
      await vi.waitFor(async () =>
        expect(await refusal(other.authenticate(text))).toMatchObject({ why: 'revoked' }),
      );
    }),
  );

  it(
    'one that reads rows which are ahead of it folds nothing onto them twice',
    onNode(async ({ core, stores, beside }) => {
      const other = await beside(through(own));
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const { text, keyId } = await issueKey(core, ada, { accountId });
      const secrets: string[] = [];
      await vi.waitFor(async () => {
        expect((await answered(other.health())).cursor).toBe(await headOf(stores.log));
      });
      await own.shutDuring(async () => {
        const rotated = await answered(core.rotateKey({ actor: ada.actor, accountId, keyId, grace: day }));
        expect(rotated.views).toBe('current');
        secrets.push(text, told(rotated.secret));
        for (const secret of secrets) await answered(other.authenticate(secret));
      });
      await vi.waitFor(async () => {
        expect((await answered(other.health())).cursor).toBe(await headOf(stores.log));
      });
      for (const secret of secrets)
        expect(await answered(other.authenticate(secret))).toMatchObject({ accountId });
    }),
  );
});

describe('a row that cannot be folded', () => {
  // As a defect would leave it: an identity without its logins.
  const withoutLogins = (document: string) => document.replace(/"logins":\[.*\],/, '');

  it(
    'lets nobody in by it, and the engine goes on',
    onNode(
      async ({ core }) => {
        const ada = await signIn(core, proof('ada'));
        const merged = await signIn(core, proof('ada', { provider: 'google', issuer: google, subject: 'g' }));
        expect(merged.outcome).toBe('Merged');
        expect(await core.authenticate(ada.token)()).toMatchObject({ _tag: 'Left' });
        const ben = await signIn(core, proof('ben'));
        const accountId = await createTeam(core, ben, 'acme');
        const cleo = await signIn(core, proof('cleo'));
        await joins(core, ben, { member: cleo, accountId, role: 'developer' });
        const { text } = await issueKey(core, ben, { accountId });
        expect(await answered(core.authenticate(text))).toMatchObject({ accountId });
      },
      { tamper: ({ views }) => ({ views: misread(views, 'identities', withoutLogins) }) },
    ),
  );

  it(
    'is answered as a fault where it cannot even be read',
    onNode(
      async ({ core }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        const { text } = await issueKey(core, ada, { accountId });
        expect(await refusal(core.authenticate(text))).toMatchObject({ type: 'ViewsBehind' });
      },
      { tamper: ({ views }) => ({ views: misread(views, 'credentials', () => '{"torn') }) },
    ),
  );
});
