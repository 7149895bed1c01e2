import type { Core } from '@recount/core';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { grounds } from '../rig/grounds.js';
import { onNode, type Wanted } from '../rig/node.js';
import { createTeam, proof, signIn, type Somebody } from '../rig/people.js';
import { rawLog } from '../rig/raw-log.js';
import { type Fate, fated } from '../rig/tampering.js';

const meeting = (fates: Fate[]): Wanted => ({ tamper: ({ log }) => ({ log: fated(log, fates) }) });

const repeatably = async (core: Core, { token }: Somebody) => {
  const who = await answered(core.authenticate(token));
  return { repeatable: core.repeatable({ who, method: 'POST', route: '/keys', key: 'k', content: {} }) };
};

describe.each(grounds)('$name, an answer that was lost is asked for again', (ground) => {
  const lost: ReadonlyArray<readonly [string, ReadonlyArray<Fate>]> = [
    ['after it was applied', ['lost after']],
    ['before it was applied', ['lost before']],
    ['again and again', ['lost before', 'lost before', 'lost after', 'lost after']],
  ];

  it.each(lost)('%s: the commit is there once, and its answer true', async (_, coming) => {
    const fates: Fate[] = [];
    await onNode(
      async ({ core, stores }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        fates.push(...coming);
        const done = await answered(
          core.issueKey({ actor: ada.actor, accountId, name: called('k'), scope: 'API' }),
        );
        expect(fates).toEqual([]);
        const log = await rawLog(stores.log);
        const issued = log.filter(({ body }) => body.type === 'KeyIssued');
        expect(issued.map(({ position }) => position)).toEqual([done.position]);
        expect(done.events.map(({ id }) => id)).toEqual([issued[0]?.body.id]);
        expect(done.secret.type).toBe('told');
      },
      meeting(fates),
      ground,
    )();
  });

  it('that never comes is told as unknown, and the same request finds what it came to', async () => {
    const fates: Fate[] = [];
    await onNode(
      async ({ core, stores }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        const same = await repeatably(core, ada);
        const issue = core.issueKey({ actor: ada.actor, accountId, name: called('k'), scope: 'API' }, same);
        fates.push('lost after', 'lost after', 'lost after', 'lost after', 'lost after');
        expect(await refusal(issue)).toMatchObject({ type: 'Unavailable', applied: 'unknown' });
        const again = await answered(issue);
        expect([again.replayed, again.secret.type]).toEqual([true, 'told']);
        const types = (await rawLog(stores.log)).map(({ body }) => body.type);
        expect(types.filter((type) => type === 'KeyIssued')).toHaveLength(1);
      },
      meeting(fates),
      ground,
    )();
  });

  it('stays unknown when the log takes nothing afterwards', async () => {
    const fates: Fate[] = [];
    await onNode(
      async ({ core }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        fates.push('lost after', 'refused', 'refused', 'refused', 'refused');
        const issue = core.issueKey({ actor: ada.actor, accountId, name: called('k'), scope: 'API' });
        expect(await refusal(issue)).toMatchObject({ type: 'Unavailable', applied: 'unknown' });
      },
      meeting(fates),
      ground,
    )();
  });

  it('a commit that was refused is not tried again by itself', async () => {
    const fates: Fate[] = [];
    await onNode(
      async ({ core, stores }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        fates.push('refused');
        const issue = core.issueKey({ actor: ada.actor, accountId, name: called('k'), scope: 'API' });
        expect(await refusal(issue)).toMatchObject({ type: 'Unavailable', applied: 'no' });
        expect((await rawLog(stores.log)).map(({ body }) => body.type)).not.toContain('KeyIssued');
        await answered(issue);
      },
      meeting(fates),
      ground,
    )();
  });
});
