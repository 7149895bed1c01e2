import type { EventStore } from '@recount/core/ports';
import { unavailable } from '@recount/core/ports';
import { left } from 'fp-ts/lib/Either.js';
import { describe, expect, it, vi } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { onNode, type Wanted } from '../rig/node.js';
import { createTeam, issueKey, proof, signIn } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';

/** How often streams were read for decisions, and commits sent. */
const counted = () => {
  const count = { reads: 0, commits: 0 };
  const counting = (log: EventStore): EventStore => ({
    ...log,
    readStreams: (which) => () => {
      count.reads += 1;
      return log.readStreams(which)();
    },
    append: (commit) => () => {
      count.commits += 1;
      return log.append(commit)();
    },
  });
  const during = async (run: () => Promise<unknown>) => {
    const was = { ...count };
    await run();
    return { reads: count.reads - was.reads, commits: count.commits - was.commits };
  };
  const wanted: Wanted = { tamper: ({ log }) => ({ log: counting(log) }) };
  return { during, wanted };
};

describe('on a log that others write too', () => {
  const { during, wanted } = counted();

  it(
    'a command on what is kept reads nothing, nor does what begins with the command',
    onNode(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const rename = core.ask({ type: 'RenameAccount', actor: ada.actor, accountId, name: called('Works') });
      expect(await during(() => answered(rename))).toEqual({ reads: 0, commits: 1 });
      expect(await during(() => issueKey(core, ada, { accountId }))).toEqual({ reads: 0, commits: 1 });
    }, wanted),
  );

  it(
    'what another wrote is learned by following: no race is lost for it',
    onNode(async ({ core, beside, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const other = await beside({});
      const rename = { type: 'RenameAccount', actor: ada.actor, accountId } as const;
      await answered(other.ask({ ...rename, name: called('Theirs') }));
      await vi.waitFor(async () =>
        expect((await answered(core.health())).cursor).toBe(await headOf(stores.log)),
      );
      const own = core.ask({ ...rename, name: called('Ours') });
      expect(await during(() => answered(own))).toEqual({ reads: 0, commits: 1 });
    }, wanted),
  );

  it(
    'a no is looked up before it is said, and so is that something is so already',
    onNode(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const leave = core.ask({ type: 'LeaveAccount', actor: ada.actor, accountId });
      expect(await during(() => refusal(leave))).toEqual({ reads: 1, commits: 0 });
      const home = core.ask({ type: 'SwitchContext', actor: ada.actor, to: ada.context });
      expect(await during(() => answered(home))).toEqual({ reads: 1, commits: 0 });
    }, wanted),
  );
});

describe('where somebody worked last', () => {
  it('is a hint: that it cannot be read refuses nobody', async () => {
    let gone = false;
    await onNode(
      async ({ core }) => {
        const ada = await signIn(core, proof('ada'));
        gone = true;
        const again = await signIn(core, proof('ada'));
        gone = false;
        expect(again).toMatchObject({ outcome: 'SignedIn', context: ada.context });
      },
      {
        tamper: ({ views }) => ({
          views: {
            ...views,
            get: (view, ids) => async () =>
              gone && view.name === 'identities' ? left(unavailable('gone')) : views.get(view, ids)(),
          },
        }),
      },
    )();
  });
});
