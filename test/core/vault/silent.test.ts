import { unknownOutcome, type Vault } from '@recount/core/ports';
import { left } from 'fp-ts/lib/Either.js';
import { describe, expect, it, vi } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { onNode, type Wanted } from '../rig/node.js';
import { heldPace } from '../rig/pace.js';
import { origin, proof, signIn, told } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';

/** A vault that answers nothing while it is silent, though it may do what it is asked for. */
const silenced = () => {
  const { pace, longWaitsAreOver } = heldPace();
  const state = { silent: false, asked: 0 };
  const wrapped = (vault: Vault): Vault => {
    const heard =
      <A>(task: () => Promise<A>) =>
      async (): Promise<A> => {
        const answer = await task();
        if (!state.silent) return answer;
        state.asked += 1;
        return new Promise(() => undefined);
      };
    return {
      ...vault,
      put: (records) => heard(vault.put(records)),
      get: (shelf, ids) => heard(vault.get(shelf, ids)),
    };
  };
  const wanted: Wanted = { pace, tamper: ({ vault }) => ({ vault: wrapped(vault) }) };
  const silently = async <A>(run: () => Promise<A>): Promise<A> => {
    state.silent = true;
    state.asked = 0;
    const answer = run();
    await vi.waitFor(() => expect(state.asked).toBeGreaterThan(0));
    longWaitsAreOver();
    return answer.finally(() => {
      state.silent = false;
    });
  };
  return { wanted, silently };
};

describe('a vault that does not answer', () => {
  const { wanted, silently } = silenced();

  it(
    'is waited for no longer than a command may take: nothing was done, and later all of it is',
    onNode(async ({ core, stores }) => {
      const head = await headOf(stores.log);
      const wish = { login: proof('ada'), attempt: 'the first', origin };
      const why = await silently(() => refusal(core.signIn(wish)));
      expect(why).toMatchObject({ type: 'Unavailable', applied: 'no' });
      expect(await headOf(stores.log)).toBe(head);
      const ada = await answered(core.signIn(wish));
      expect(ada.outcome).toBe('Registered');
      expect(await answered(core.authenticate(ada.token))).toMatchObject({ type: 'session' });
    }, wanted),
  );

  it(
    'leaves no key whose secret nobody was told',
    onNode(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const who = await answered(core.authenticate(ada.token));
      const same = {
        repeatable: core.repeatable({ who, method: 'POST', route: '/keys', key: 'k', content: {} }),
      };
      const wish = { actor: ada.actor, accountId: ada.context, name: called('ci'), scope: 'API' } as const;
      const head = await headOf(stores.log);
      const why = await silently(() => refusal(core.issueKey(wish, same)));
      expect(why).toMatchObject({ type: 'Unavailable', applied: 'no' });
      expect(await headOf(stores.log)).toBe(head);
      const first = await answered(core.issueKey(wish, same));
      expect(await silently(() => refusal(core.issueKey(wish, same)))).toMatchObject({ applied: 'no' });
      const again = await answered(core.issueKey(wish, same));
      expect([again.replayed, told(again.secret)]).toEqual([true, told(first.secret)]);
    }, wanted),
  );

  it('or does not know what it did: nothing was done of the command all the same', async () => {
    let unsure = false;
    await onNode(
      async ({ core, stores }) => {
        const head = await headOf(stores.log);
        const wish = { login: proof('ada'), attempt: 'the first', origin };
        unsure = true;
        expect(await refusal(core.signIn(wish))).toMatchObject({ type: 'Unavailable', applied: 'no' });
        unsure = false;
        expect(await headOf(stores.log)).toBe(head);
        expect((await answered(core.signIn(wish))).outcome).toBe('Registered');
      },
      {
        tamper: ({ vault }) => ({
          vault: {
            ...vault,
            put: (records) => async () => {
              const put = await vault.put(records)();
              return unsure ? left(unknownOutcome('no line')) : put;
            },
          },
        }),
      },
    )();
  });
});
