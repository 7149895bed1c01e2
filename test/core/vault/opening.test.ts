import { openCore } from '@recount/core';
import { identities } from '@recount/projections';
import { isSome } from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { setClock } from '../../contracts/clock.js';
import { grounds, type Stores } from '../rig/grounds.js';
import { optionsOn, secret, type Wanted } from '../rig/node.js';
import { createTeam, issueKey, proof, signIn } from '../rig/people.js';
import { rawLog } from '../rig/raw-log.js';

const another = 'another secret, as long as the first '.repeat(2);

describe.each(grounds)('$name, an engine opens', (ground) => {
  type Opening = {
    readonly open: (wanted?: Wanted, stores?: Partial<Stores>) => ReturnType<typeof openCore>;
    readonly stores: () => Promise<Stores>;
  };

  // A failed opening closes what it was handed, so each opening has its stores opened for it.
  const opening = (run: (using: Opening) => Promise<void>) => async () => {
    const clock = setClock();
    const laid = await ground.laid(clock);
    const open: Opening['open'] =
      (wanted = {}, other = {}) =>
      async () => {
        const own = await laid.open();
        for (const [name, store] of Object.entries(other))
          if (store !== undefined) await own[name as keyof Stores].close();
        return openCore(optionsOn({ ...own, ...other }, clock, wanted))();
      };
    try {
      await run({ open, stores: laid.open });
    } finally {
      await laid.clear();
    }
  };

  it(
    'an empty log as its own, which begins with what it is and its first claim key',
    opening(async ({ open, stores }) => {
      const core = await answered(open({ playground: true }));
      expect(core.playground).toBe(true);
      await core.close();
      const { log, ...others } = await stores();
      const [first, second, ...more] = await rawLog(log);
      expect(first).toMatchObject({
        position: 1,
        body: { stream: 'log', revision: 0, type: 'LogOpened', data: { format: 1, playground: true } },
      });
      expect(first?.body.data['logId']).toBe(core.logId);
      expect(second?.body).toMatchObject({ type: 'ClaimKeyAdded', commit: first?.body.commit });
      expect(more).toEqual([]);
      await Promise.all([log.close(), others.views.close(), others.vault.close()]);
    }),
  );

  it(
    'the same log as the same, and adds nothing to it',
    opening(async ({ open }) => {
      const core = await answered(open());
      await core.close();
      const again = await answered(open());
      expect(again.logId).toBe(core.logId);
      expect((await answered(again.health())).head).toBe(2);
      await again.close();
    }),
  );

  it(
    'with a changed secret for which the one before is given, once; afterwards with the new one alone',
    opening(async ({ open }) => {
      const core = await answered(open());
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const key = await issueKey(core, ada, { accountId });
      await core.close();
      const changed = await answered(open({ secret: another, previousSecret: secret }));
      await changed.close();
      const after = await answered(open({ secret: another }));
      expect((await answered(after.authenticate(key.text))).type).toBe('key');
      expect((await signIn(after, proof('ada'))).identityId).toBe(ada.identityId);
      const identity = await answered(after.look.row(identities, ada.identityId));
      const sealed = isSome(identity)
        ? identity.value.document.logins.flatMap((login) => login.sealed ?? [])
        : [];
      expect(await answered(after.unseal(sealed))).toMatchObject([{ value: { email: 'ada@example.test' } }]);
      await after.close();
      expect(await refusal(open())).toEqual({ type: 'SecretDoesNotOpenVault' });
    }),
  );

  it(
    'with no other secret, and no wrong secret before it',
    opening(async ({ open }) => {
      await (await answered(open())).close();
      expect(await refusal(open({ secret: another }))).toEqual({ type: 'SecretDoesNotOpenVault' });
      const both = { secret: another, previousSecret: `${another}!` };
      expect(await refusal(open(both))).toEqual({ type: 'SecretDoesNotOpenVault' });
      await (await answered(open())).close();
    }),
  );

  it(
    'a playground as a playground and no other log as one',
    opening(async ({ open }) => {
      await (await answered(open())).close();
      expect(await refusal(open({ playground: true }))).toEqual({ type: 'PlaygroundMismatch', log: 'real' });
      await (await answered(open())).close();
    }),
  );

  it(
    'a log with its own vault: never without one, never with an empty one, never with that of another log',
    opening(async ({ open }) => {
      const core = await answered(open());
      await core.close();
      const clock = setClock();
      const elsewhere = await ground.laid(clock);
      const emptyVault = await elsewhere.open();
      const { logId } = core;
      expect(await refusal(open({}, { vault: emptyVault.vault }))).toEqual({ type: 'VaultIsMissing', logId });
      await Promise.all([emptyVault.log.close(), emptyVault.views.close()]);
      await elsewhere.clear();

      const foreign = await ground.laid(clock);
      const theirs = await answered(openCore(optionsOn(await foreign.open(), clock, {})));
      await theirs.close();
      const stores = await foreign.open();
      const why = await refusal(open({}, { vault: stores.vault }));
      expect(why).toEqual({ type: 'ForeignLog', expected: logId, found: theirs.logId });
      await Promise.all([stores.log.close(), stores.views.close()]);
      await foreign.clear();
    }),
  );

  it(
    'never with the views of another log',
    opening(async ({ open }) => {
      const core = await answered(open());
      await core.close();
      const clock = setClock();
      const foreign = await ground.laid(clock);
      const theirs = await answered(openCore(optionsOn(await foreign.open(), clock, {})));
      await theirs.close();
      const stores = await foreign.open();
      const why = await refusal(open({}, { views: stores.views }));
      expect(why).toEqual({ type: 'ForeignLog', expected: core.logId, found: theirs.logId });
      await Promise.all([stores.log.close(), stores.vault.close()]);
      await foreign.clear();
    }),
  );
});
