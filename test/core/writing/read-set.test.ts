import type { Pace } from '@recount/core/log';
import type { Commit } from '@recount/core/ports';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { type Node, onNode, type Wanted } from '../rig/node.js';
import { heldPace } from '../rig/pace.js';
import { createTeam, issueKey, joins, proof, signIn, type Somebody } from '../rig/people.js';
import { headOf, rawLog } from '../rig/raw-log.js';
import { interposed } from '../rig/tampering.js';

/** What happens just before commits go in; each happening is used up by one commit. */
const happenings = () => {
  const next: (() => Promise<void>)[] = [];
  const tried: Commit[] = [];
  const wanted: Wanted = {
    tamper: ({ log }) => ({
      log: interposed(log, async (commit) => {
        tried.push(commit);
        await next.shift()?.();
      }),
    }),
  };
  return { next, tried, wanted };
};

const streamsOf = ({ actor }: Somebody) => [`identity-${actor.identityId}`, `session-${actor.sessionId}`];

describe("a decision's whole read set is its commit's", () => {
  it(
    'what was only read stands in the body of the first event, with the revisions that it was read at',
    onNode(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const before = await rawLog(stores.log);
      const { keyId } = await issueKey(core, ada, { accountId });
      const [issued] = await rawLog(stores.log, before.length);
      const revisionOf = (stream: string) => before.filter(({ body }) => body.stream === stream).length - 1;
      const read = [...streamsOf(ada), `account-${accountId}`];
      expect(issued?.body.stream).toBe(`key-${keyId}`);
      expect(issued?.body.reads).toEqual(Object.fromEntries(read.map((name) => [name, revisionOf(name)])));
    }),
  );

  it(
    'what was written is not said twice: reads name only what was not',
    onNode(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const head = await headOf(stores.log);
      await createTeam(core, ada, 'acme');
      const written = await rawLog(stores.log, head);
      expect(written.map(({ body }) => body.type)).toEqual([
        'HandleClaimed',
        'TeamCreated',
        'MemberJoined',
        'AccountJoined',
      ]);
      expect(written.map(({ body }) => Object.keys(body.reads ?? {}))).toEqual([
        [`session-${ada.sessionId}`],
        [],
        [],
        [],
      ]);
    }),
  );
});

describe('a stream that moved makes the decision anew', () => {
  const { next, tried, wanted } = happenings();

  it(
    'whoever is removed while they issue a key issues none',
    onNode(async ({ core, stores, beside }) => {
      const ada = await signIn(core, proof('ada'));
      const ben = await signIn(core, proof('ben'));
      const accountId = await createTeam(core, ada, 'acme');
      await joins(core, ada, { member: ben, accountId, role: 'admin' });
      const rival = await beside();
      const { identityId } = ben.actor;
      next.push(async () => {
        await answered(rival.ask({ type: 'RemoveMember', actor: ada.actor, accountId, identityId }));
      });
      const why = await refusal(
        core.issueKey({ actor: ben.actor, accountId, name: called('k'), scope: 'API' }),
      );
      expect(why).toEqual({ type: 'AccountUnknown' });
      const types = (await rawLog(stores.log)).map(({ body }) => body.type);
      expect(types).not.toContain('KeyIssued');
    }, wanted),
  );

  it(
    'where the answer is the same it is written with what was read the second time',
    onNode(async ({ core, stores, beside }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const rival = await beside();
      next.push(async () => {
        const name = called('Acme Works');
        await answered(rival.ask({ type: 'RenameAccount', actor: ada.actor, accountId, name }));
      });
      await issueKey(core, ada, { accountId });
      const log = await rawLog(stores.log);
      const renamed = log.find(({ body }) => body.type === 'AccountRenamed')?.body.revision;
      const issued = log.find(({ body }) => body.type === 'KeyIssued');
      expect(issued?.body.reads?.[`account-${accountId}`]).toBe(renamed);
    }, wanted),
  );

  it(
    'a stream that is written without being looked at is checked too',
    onNode(async ({ core, stores, beside }) => {
      const ada = await signIn(core, proof('ada'));
      const ben = await signIn(core, proof('ben'));
      const accountId = await createTeam(core, ada, 'acme');
      await joins(core, ada, { member: ben, accountId, role: 'developer' });
      const rival = await beside();
      tried.length = 0;
      next.push(async () => {
        await createTeam(rival, ben, 'globex');
      });
      const { identityId } = ben.actor;
      await answered(core.ask({ type: 'RemoveMember', actor: ada.actor, accountId, identityId }));
      const expected = tried.map(
        ({ writes }) => writes.find((w) => w.stream === `identity-${identityId}`)?.expected,
      );
      expect(expected).toHaveLength(2);
      expect(expected[1]).toBe(Number(expected[0]) + 1);
      const own = (await rawLog(stores.log)).filter(({ body }) => body.stream === `identity-${identityId}`);
      expect(own.map(({ body }) => body.revision)).toEqual(own.map((_, i) => i));
    }, wanted),
  );

  const outdone = async ({ core, beside }: Node, times: number) => {
    const ada = await signIn(core, proof('ada'));
    const accountId = await createTeam(core, ada, 'acme');
    const rival = await beside();
    tried.length = 0;
    for (let i = 1; i <= times; i++)
      next.push(async () => {
        const name = called(`Acme ${i}`);
        await answered(rival.ask({ type: 'RenameAccount', actor: ada.actor, accountId, name }));
      });
    return { actor: ada.actor, accountId, name: called('k'), scope: 'API' } as const;
  };

  it(
    'however often others are faster, it is tried as long as there is time',
    onNode(
      async (node) => {
        await answered(node.core.issueKey(await outdone(node, 7)));
        expect(tried).toHaveLength(8);
      },
      { ...wanted, pace: heldPace().pace },
    ),
  );

  it('when there is no time left after lost races it says so, and nothing was written', async () => {
    const { pace, longWaitsAreOver } = heldPace();
    const after: Pace['after'] = (milliseconds, run) => {
      if (tried.length === 4) longWaitsAreOver();
      return pace.after(milliseconds, run);
    };
    const run = onNode(
      async (node) => {
        const why = await refusal(node.core.issueKey(await outdone(node, 9)));
        expect(why.type).toBe('Contended');
        expect(tried).toHaveLength(4);
        expect((await rawLog(node.stores.log)).map(({ body }) => body.type)).not.toContain('KeyIssued');
      },
      { ...wanted, pace: { ...pace, after } },
    );
    await run();
    next.length = 0;
  });
});
