import { isLeft } from 'fp-ts/lib/Either.js';
import { accounts } from '@recount/projections';
import { expect, it } from 'vitest';
import { answered } from '../../contracts/answers.js';
import { onNode } from '../rig/node.js';
import { createTeam, proof, signIn } from '../rig/people.js';

it(
  'of very many who look at the past at once some are told to come again, and the others see it',
  onNode(async ({ core }) => {
    const ada = await signIn(core, proof('ada'));
    const accountId = await createTeam(core, ada, 'acme');
    const { head } = await answered(core.health());
    const looks = await Promise.all(
      Array.from({ length: 100 }, () => core.asOf(accountId, head).row(accounts, accountId)()),
    );
    const refused = looks.filter(isLeft);
    expect(refused).toHaveLength(66);
    expect(refused[0]).toMatchObject({ left: { type: 'Unavailable', applied: 'no' } });
    expect(isLeft(await core.asOf(accountId, head).row(accounts, accountId)())).toBe(false);
  }),
);
