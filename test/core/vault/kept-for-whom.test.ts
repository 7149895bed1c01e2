import { day } from '@recount/domain/vocabulary';
import { isSome } from 'fp-ts/lib/Option.js';
import { expect, it } from 'vitest';
import { answered } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { onNode } from '../rig/node.js';
import { createTeam, proof, signIn, told } from '../rig/people.js';

const route = { method: 'POST', route: '/keys', content: {} };

it(
  'nothing is kept for a request that is refused: a stranger fills no vault',
  onNode(async ({ core, stores }) => {
    const ada = await signIn(core, proof('ada'));
    const ben = await signIn(core, proof('ben'));
    const accountId = await createTeam(core, ada, 'acme');
    const who = await answered(core.authenticate(ben.token));
    const repeatable = core.repeatable({ ...route, who, key: 'k1' });
    const refused = await core.issueKey(
      { actor: ben.actor, accountId, name: called('mine'), scope: 'API' },
      { repeatable },
    )();
    expect(refused).toMatchObject({ left: { type: 'AccountUnknown' } });
    const kept = await answered(stores.vault.get('one-time', [repeatable.commitId]));
    expect(kept.some(isSome)).toBe(false);
  }),
);

it(
  'the secret that was kept for one key is never given to another',
  onNode(async ({ core }) => {
    const ada = await signIn(core, proof('ada'));
    const accountId = await createTeam(core, ada, 'acme');
    const mint = (name: string) =>
      answered(core.issueKey({ actor: ada.actor, accountId, name: called(name), scope: 'API' }));
    const [one, other] = [await mint('one'), await mint('other')];
    const who = await answered(core.authenticate(ada.token));
    const repeatable = core.repeatable({ ...route, who, key: 'k1' });
    await answered(
      core.ask({ type: 'RevokeKey', actor: ada.actor, accountId, keyId: one.keyId, why: 'unused' }),
    );
    const rotate = (keyId: typeof one.keyId) =>
      core.rotateKey({ actor: ada.actor, accountId, keyId, grace: day }, { repeatable })();
    expect(await rotate(one.keyId)).toMatchObject({ left: { type: 'RevokedKeysStayRevoked' } });
    const rotated = await answered(() => rotate(other.keyId));
    const opens = await answered(core.authenticate(told(rotated.secret)));
    expect(opens).toMatchObject({ type: 'key', actor: { keyId: other.keyId } });
  }),
);
