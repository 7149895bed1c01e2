import type { Core } from '@recount/core';
import type { EventStore } from '@recount/core/ports';
import { day } from '@recount/domain/vocabulary';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { google } from '../../domain/people.js';
import { putClaimKey, writeByHand } from '../rig/by-hand.js';
import { type Handed, type Node, onNode, secret } from '../rig/node.js';
import { createTeam, proof, signIn, told } from '../rig/people.js';
import { rawLog } from '../rig/raw-log.js';
import { interposed } from '../rig/tampering.js';

const atGoogle = (name: string) =>
  proof(name, { provider: 'google', issuer: google, subject: `at-google-${name}` });

/** An engine whose log a test can write to by hand. */
const withHand = (run: (node: Node, hand: Handed) => Promise<void>, before?: () => Promise<void>) => {
  const handed: Handed[] = [];
  return onNode(
    async (node) => {
      const [hand] = handed;
      if (hand !== undefined) await run(node, hand);
    },
    {
      tamper: (own) => {
        handed.push(own);
        return before === undefined ? {} : { log: interposed(own.log, before) };
      },
    },
  );
};

const addClaimKey = async ({ log, vault }: Pick<Handed, 'log' | 'vault'>, kid: string): Promise<void> => {
  await putClaimKey(vault, secret, kid);
  await writeByHand(log, { stream: 'log', type: 'ClaimKeyAdded', data: { kid } });
};

const retire = (log: EventStore, kid: string) =>
  writeByHand(log, { stream: 'log', type: 'ClaimKeyRetired', data: { kid } });

const kidsOf = async (log: Parameters<typeof rawLog>[0], type: string): Promise<ReadonlyArray<string>> =>
  (await rawLog(log))
    .filter(({ body }) => body.type === type)
    .map(({ body }) => body.stream.split('-')[1] ?? '');

const keysIn = async (log: Parameters<typeof rawLog>[0]): Promise<ReadonlyArray<string>> =>
  (await rawLog(log))
    .filter(({ body }) => body.type === 'ClaimKeyAdded')
    .map(({ body }) => String(body.data['kid']));

describe('while two claim keys live', () => {
  it(
    'somebody who was claimed under the older is known, and their claims are moved to the newer',
    withHand(async ({ core, stores }, hand) => {
      const ada = await signIn(core, proof('ada'));
      const [first] = await keysIn(stores.log);
      await addClaimKey(hand, 'newer001');
      const again = await signIn(core, proof('ada'));
      expect([again.outcome, again.identityId]).toEqual(['SignedIn', ada.identityId]);
      expect(await kidsOf(stores.log, 'LoginClaimed')).toEqual([first, 'newer001']);
      expect(await kidsOf(stores.log, 'MailboxClaimed')).toEqual([first, 'newer001']);
      const thrice = await signIn(core, proof('ada'));
      expect(thrice.identityId).toBe(ada.identityId);
      expect(await kidsOf(stores.log, 'LoginClaimed')).toHaveLength(2);
    }),
  );

  it(
    'an address that is claimed under the older merges',
    withHand(async ({ core }, hand) => {
      const ada = await signIn(core, proof('ada'));
      await addClaimKey(hand, 'newer001');
      const merged = await signIn(core, atGoogle('ada'));
      expect([merged.outcome, merged.identityId]).toEqual(['Merged', ada.identityId]);
    }),
  );

  it(
    'an invitation is for its address under both',
    withHand(async ({ core, stores }, hand) => {
      const ada = await signIn(core, proof('ada'));
      const before = await signIn(core, proof('ben'));
      const accountId = await createTeam(core, ada, 'acme');
      await addClaimKey(hand, 'newer001');
      const to = { type: 'address', email: 'ben@example.test' } as const;
      const invited = await answered(
        core.invite({ actor: ada.actor, accountId, role: 'developer', to, lasts: day }),
      );
      const event = (await rawLog(stores.log)).find(({ body }) => body.type === 'MemberInvited');
      expect(event?.body.data['invitee']).toMatchObject({
        addresses: [expect.any(String), expect.any(String)],
      });
      const accept = { actor: before.actor, secret: told(invited.secret), answer: 'accept' } as const;
      expect((await answered(core.answerInvitation(accept))).events[0]?.event.type).toBe(
        'InvitationAccepted',
      );
    }),
  );

  it(
    'who moved is known once the older is retired, and who did not is somebody new',
    withHand(async ({ core, stores }, hand) => {
      const ada = await signIn(core, proof('ada'));
      const ben = await signIn(core, proof('ben'));
      const [first = ''] = await keysIn(stores.log);
      await addClaimKey(hand, 'newer001');
      await signIn(core, proof('ada'));
      await retire(hand.log, first);
      expect((await signIn(core, proof('ada'))).identityId).toBe(ada.identityId);
      expect((await signIn(core, proof('ben'))).identityId).not.toBe(ben.identityId);
    }),
  );
});

describe('a claim key that comes between', () => {
  const next: (() => Promise<void>)[] = [];
  const happens = async (): Promise<void> => next.shift()?.();

  it(
    'makes a sign-in name its claims anew, and the sign-in is one all the same',
    withHand(async ({ core, stores }, hand) => {
      next.push(() => addClaimKey(hand, 'newer001'));
      const ada = await signIn(core, proof('ada'));
      expect(ada.outcome).toBe('Registered');
      expect(await kidsOf(stores.log, 'LoginClaimed')).toEqual(['newer001']);
      const types = (await rawLog(stores.log)).map(({ body }) => body.type);
      expect(types.filter((type) => type === 'SessionStarted')).toHaveLength(1);
      expect((await signIn(core, proof('ada'))).identityId).toBe(ada.identityId);
    }, happens),
  );

  it(
    'makes an invitation name its address anew',
    withHand(async ({ core, stores }, hand) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      next.push(() => addClaimKey(hand, 'newer001'));
      const to = { type: 'address', email: 'ben@example.test' } as const;
      await answered(core.invite({ actor: ada.actor, accountId, role: 'developer', to, lasts: day }));
      const event = (await rawLog(stores.log)).find(({ body }) => body.type === 'MemberInvited');
      expect(event?.body.data['invitee']).toMatchObject({
        addresses: [expect.stringMatching(/^newer001-/), expect.any(String)],
      });
    }, happens),
  );

  it(
    'and is not in the vault stops what needs it, and nothing else',
    withHand(async ({ core }, { log }) => {
      const ada = await signIn(core, proof('ada'));
      await writeByHand(log, { stream: 'log', type: 'ClaimKeyAdded', data: { kid: 'nowhere1' } });
      const outcome = await refusal(core.signIn({ login: proof('ben'), attempt: 'b', origin: {} }));
      expect(outcome).toMatchObject({ type: 'Unavailable' });
      await createTeam(core, ada, 'acme');
    }),
  );
});

describe('an address is compared in its one form', () => {
  const invitedAs = async (core: Core, email: string, signedInAs: string): Promise<string> => {
    const ada = await signIn(core, proof('ada'));
    const ben = await signIn(core, proof('ben', { address: { email: signedInAs, verified: true } }));
    const accountId = await createTeam(core, ada, 'acme');
    const to = { type: 'address', email } as const;
    const { secret: link } = await answered(
      core.invite({ actor: ada.actor, accountId, role: 'developer', to, lasts: day }),
    );
    const outcome = await core.answerInvitation({ actor: ben.actor, secret: told(link), answer: 'accept' })();
    return outcome._tag === 'Right' ? 'accepted' : outcome.left.type;
  };

  it.each([
    ['Ben@Example.TEST', 'ben@example.test', 'accepted'],
    ['ben@b\u00DCCHER.test', 'ben@xn--bcher-kva.test', 'accepted'],
    ['ben@example.test', 'ben@example.test', 'accepted'],
    ['ben+work@example.test', 'ben@example.test', 'InvitationIsForThisPerson'],
    ['b\u00E9n@example.test', 'be\u0301n@example.test', 'InvitationIsForThisPerson'],
  ])('%s invited, %s signed in: %s', async (invited, signedIn, outcome) => {
    await onNode(async ({ core }) => expect(await invitedAs(core, invited, signedIn)).toBe(outcome))();
  });
});
