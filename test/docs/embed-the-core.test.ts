import type { Core } from '@recount/core';
import type { SessionActor } from '@recount/domain/vocabulary';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freshCore, must } from './code/rig.js';
import { accountOfKey, createTeam, linesOf, membersOf, signIn } from './embed-the-core.js';

describe('the engine in a service of one’s own', () => {
  let core: Core;
  let close: () => Promise<void>;
  let ada: SessionActor;
  beforeEach(async () => {
    ({ core, close } = await freshCore());
    const { sessionId, identityId } = must(
      await signIn(core, { subject: 'ada', email: 'ada@example.test' }, 'first'),
    );
    ada = { type: 'session', sessionId, identityId };
  });
  afterEach(() => close());

  test('signs somebody in once an attempt', async () => {
    const again = await signIn(core, { subject: 'ada', email: 'ada@example.test' }, 'first');
    expect(again).toMatchObject({ left: { type: 'SignInIsUsedOnce' } });
  });

  test('creates a team, or says why not', async () => {
    expect(await createTeam(core, ada, { name: 'Engines', handle: 'engines' })).toMatchObject({
      _tag: 'Right',
    });
    const wishes = [
      { name: 'Engines', handle: 'engines' },
      { name: 'Engines', handle: 'No!' },
    ];
    const refused = await Promise.all(wishes.map((wish) => createTeam(core, ada, wish)));
    expect(refused).toEqual([
      expect.objectContaining({ left: { type: 'HandleIsTakenOnce', handle: 'engines' } }),
      expect.objectContaining({ left: { type: 'Misfit' } }),
    ]);
  });

  test('knows whose key it is, who belongs to a team, and what happened there', async () => {
    const accountId = must(await createTeam(core, ada, { name: 'Engines', handle: 'engines' }));
    const issued = must(await core.issueKey({ actor: ada, accountId, name: 'CI' as never, scope: 'API' })());
    const secret = issued.secret.type === 'told' ? issued.secret.secret : '';
    expect(await accountOfKey(core, secret)).toBe(accountId);
    expect(await accountOfKey(core, `${secret}x`)).toBeUndefined();

    const { now, before } = membersOf(core, accountId);
    expect(must(await now()).rows.map(({ document }) => document.role)).toEqual(['admin']);
    expect(must(await before(1)())).toEqual([]);

    const types = must(await linesOf(core, accountId)).map((line) => line.split(' ')[1]);
    expect(types).toEqual(['HandleClaimed', 'TeamCreated', 'MemberJoined', 'AccountJoined', 'KeyIssued']);
  });
});
