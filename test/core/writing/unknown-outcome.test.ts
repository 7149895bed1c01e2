import type { Core } from '@recount/core';
import type { Commit } from '@recount/core/ports';
import { describe, expect, it, vi } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { grounds } from '../rig/grounds.js';
import { onNode, type Wanted } from '../rig/node.js';
import { heldPace } from '../rig/pace.js';
import { createTeam, proof, signIn, type Somebody } from '../rig/people.js';
import { rawLog } from '../rig/raw-log.js';
import { type Fate, fated } from '../rig/tampering.js';

const meeting = (fates: Fate[], wanted: Wanted = {}): Wanted => ({
  ...wanted,
  tamper: ({ log }) => ({ log: fated(log, fates) }),
});

const many = 100_000;
const always = (fate: Fate): Fate[] => Array.from({ length: many }, () => fate);

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
    const { pace, longWaitsAreOver } = heldPace();
    await onNode(
      async ({ core, stores }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        const same = await repeatably(core, ada);
        const issue = core.issueKey({ actor: ada.actor, accountId, name: called('k'), scope: 'API' }, same);
        fates.push(...always('lost after'));
        const why = refusal(issue);
        await vi.waitFor(() => expect(fates.length).toBeLessThan(many - 3));
        longWaitsAreOver();
        expect(await why).toMatchObject({ type: 'Unavailable', applied: 'unknown' });
        fates.length = 0;
        const again = await answered(issue);
        expect([again.replayed, again.secret.type]).toEqual([true, 'told']);
        const types = (await rawLog(stores.log)).map(({ body }) => body.type);
        expect(types.filter((type) => type === 'KeyIssued')).toHaveLength(1);
      },
      meeting(fates, { pace }),
      ground,
    )();
  });

  it('stays unknown when the log takes nothing afterwards', async () => {
    const fates: Fate[] = [];
    const { pace, longWaitsAreOver } = heldPace();
    await onNode(
      async ({ core }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        fates.push('lost after', ...always('refused'));
        const why = refusal(core.issueKey({ actor: ada.actor, accountId, name: called('k'), scope: 'API' }));
        await vi.waitFor(() => expect(fates.length).toBeLessThan(many - 3));
        longWaitsAreOver();
        expect(await why).toMatchObject({ type: 'Unavailable', applied: 'unknown' });
        fates.length = 0;
      },
      meeting(fates, { pace }),
      ground,
    )();
  });

  it('that does not come at all is unknown when the time of a command is over, and nothing is decided again', async () => {
    const { pace, longWaitsAreOver } = heldPace();
    const sent: Commit[] = [];
    let frozen = false;
    const freezing: Wanted['tamper'] = ({ log }) => ({
      log: {
        ...log,
        append: (commit) => () => {
          if (!frozen) return log.append(commit)();
          sent.push(commit);
          return new Promise(() => undefined);
        },
      },
    });
    await onNode(
      async ({ core }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        frozen = true;
        const rename = (name: string) =>
          refusal(core.ask({ type: 'RenameAccount', actor: ada.actor, accountId, name: called(name) }));
        const [first, next] = [rename('First'), rename('Next')];
        await vi.waitFor(() => expect(sent).toHaveLength(1));
        longWaitsAreOver();
        expect(await first).toMatchObject({ type: 'Unavailable', applied: 'unknown' });
        expect(await next).toMatchObject({ type: 'Unavailable', applied: 'no' });
        frozen = false;
        await answered(core.ask({ type: 'ArchiveAccount', actor: ada.actor, accountId }));
        expect(sent).toHaveLength(1);
      },
      { pace, tamper: freezing },
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
