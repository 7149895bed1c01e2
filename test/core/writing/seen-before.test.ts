import { accounts } from '@recount/projections';
import { isSome } from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { grounds } from '../rig/grounds.js';
import { type Node, onNode } from '../rig/node.js';
import { createTeam, proof, signIn, type Somebody } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';

describe.each(grounds)('$name, a change of what its asker saw', (ground) => {
  type Team = Node & {
    readonly ada: Somebody;
    /** Renames the team as it was seen. */
    readonly rename: (who: Somebody, name: string, seen: number) => ReturnType<Node['core']['ask']>;
    readonly revision: () => Promise<number>;
  };
  const ofATeam = (run: (team: Team) => Promise<void>) =>
    onNode(
      async (node) => {
        const { core } = node;
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        const rename: Team['rename'] = ({ actor }, name, seen) => {
          const wish = { type: 'RenameAccount', actor, accountId, name: called(name) } as const;
          return core.ask(wish, { seen: { stream: `account-${accountId}`, revisions: [seen] } });
        };
        const revision = async () => {
          const row = await answered(core.look.row(accounts, accountId));
          return isSome(row) ? row.value.document.revision : -1;
        };
        await run({ ...node, ada, rename, revision });
      },
      {},
      ground,
    );

  it(
    'is made where it is still as it was seen, and refused where it moved, saying to where',
    ofATeam(async ({ ada, rename, revision, stores }) => {
      const seen = await revision();
      await answered(rename(ada, 'First', seen));
      const head = await headOf(stores.log);
      expect(await refusal(rename(ada, 'Second', seen))).toEqual({
        type: 'RevisionMoved',
        revision: seen + 1,
      });
      expect(await headOf(stores.log)).toBe(head);
      await answered(rename(ada, 'Second', await revision()));
    }),
  );

  it(
    'is refused for the asker’s own reasons first: a stranger learns of no revision',
    ofATeam(async ({ core, rename }) => {
      const ben = await signIn(core, proof('ben'));
      expect(await refusal(rename(ben, 'Mine', 99))).toEqual({ type: 'AccountUnknown' });
    }),
  );

  it(
    'is made once by the many who saw the same at once',
    ofATeam(async ({ ada, rename, revision }) => {
      const seen = await revision();
      const all = await Promise.all(Array.from({ length: 32 }, (_, i) => rename(ada, `Name ${i}`, seen)()));
      expect(all.filter(({ _tag }) => _tag === 'Right')).toHaveLength(1);
      const moved = { _tag: 'Left', left: { type: 'RevisionMoved', revision: seen + 1 } };
      expect(all.filter(({ _tag }) => _tag === 'Left')).toEqual(Array.from({ length: 31 }, () => moved));
    }),
  );

  it(
    'hears its first outcome when it is repeated, however often that moved since',
    ofATeam(async ({ core, ada, revision }) => {
      const accountId = await createTeam(core, ada, 'globex');
      const who = await answered(core.authenticate(ada.token));
      const repeatable = core.repeatable({ who, method: 'PATCH', route: '/', key: 'k', content: {} });
      const seen = { stream: `account-${accountId}`, revisions: [1] };
      const wish = { type: 'RenameAccount', actor: ada.actor, accountId, name: called('Once') } as const;
      const first = await answered(core.ask(wish, { repeatable, seen }));
      const again = await answered(core.ask(wish, { repeatable, seen }));
      expect([again.position, again.replayed]).toEqual([first.position, true]);
      expect(await refusal(core.ask(wish, { seen }))).toMatchObject({ type: 'RevisionMoved', revision: 2 });
      expect(await revision()).toBe(1);
    }),
  );
});
