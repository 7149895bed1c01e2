import { day } from '@recount/domain/vocabulary';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { google } from '../../domain/people.js';
import { grounds } from '../rig/grounds.js';
import { type Node, onNode } from '../rig/node.js';
import { createTeam, joins, proof, signIn, type Somebody, timePasses } from '../rig/people.js';

const refusedAs = (why: string) => ({ type: 'CredentialRefused', why });

const atGoogle = (name: string) =>
  proof(name, { provider: 'google', issuer: google, subject: `at-google-${name}` });

describe.each(grounds)('$name, a session', (ground) => {
  const holds = (run: (node: Node) => Promise<void>) => onNode(run, {}, ground);
  const isOver = async ({ core }: Node, { token }: Somebody, why = 'ended') =>
    expect(await refusal(core.authenticate(token))).toEqual(refusedAs(why));
  const isGood = async ({ core }: Node, { token, actor }: Somebody) =>
    expect(await answered(core.authenticate(token))).toMatchObject({ type: 'session', actor });

  it(
    'lets its person in, in the context it works under',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      const who = await answered(node.core.authenticate(ada.token));
      expect(who).toMatchObject({ context: ada.context, expires: newYear + 30 * day });
      const to = await createTeam(node.core, ada, 'acme');
      await answered(node.core.ask({ type: 'SwitchContext', actor: ada.actor, to }));
      expect(await answered(node.core.authenticate(ada.token))).toMatchObject({ context: to });
    }),
  );

  it(
    'ends when it is signed out, by itself or by another of its person, and ends no other',
    holds(async (node) => {
      const [one, two, three] = [
        await signIn(node.core, proof('ada')),
        await signIn(node.core, proof('ada')),
        await signIn(node.core, proof('ada')),
      ];
      await answered(node.core.ask({ type: 'SignOut', actor: one.actor, sessionId: one.sessionId }));
      await answered(node.core.ask({ type: 'SignOut', actor: two.actor, sessionId: three.sessionId }));
      await isOver(node, one);
      await isOver(node, three);
      await isGood(node, two);
    }),
  );

  it(
    'ends with all others when its person signs out everywhere; one that starts later is good',
    holds(async (node) => {
      const [one, two] = [await signIn(node.core, proof('ada')), await signIn(node.core, proof('ada'))];
      await isGood(node, two);
      await answered(node.core.ask({ type: 'SignOutEverywhere', actor: one.actor, keepThisOne: false }));
      await isOver(node, one);
      await isOver(node, two);
      const three = await signIn(node.core, proof('ada'));
      await isGood(node, three);
      const after = await node.restart();
      await isOver(after, one);
      await isGood(after, three);
    }),
  );

  it(
    'stays when it signs out all others, and only until it is signed out itself',
    holds(async (node) => {
      const [one, two] = [await signIn(node.core, proof('ada')), await signIn(node.core, proof('ada'))];
      const everywhere = (actor: Somebody['actor'], keepThisOne: boolean) =>
        answered(node.core.ask({ type: 'SignOutEverywhere', actor, keepThisOne }));
      await everywhere(one.actor, true);
      await isGood(node, one);
      await isOver(node, two);
      const three = await signIn(node.core, proof('ada'));
      await isGood(node, three);
      await everywhere(three.actor, true);
      await isOver(node, one);
      await isGood(node, three);
      await everywhere(three.actor, false);
      await isOver(node, three);
    }),
  );

  it(
    'that has ended acts no more, whatever it asks for',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      await answered(node.core.ask({ type: 'SignOut', actor: ada.actor, sessionId: ada.sessionId }));
      const wish = { type: 'SwitchContext', actor: ada.actor, to: ada.context } as const;
      expect(await refusal(node.core.ask(wish))).toEqual({ type: 'CredentialIsOver' });
    }),
  );

  it(
    'ends when another provider proves the same address: the merging one alone goes on',
    holds(async (node) => {
      const [one, two] = [await signIn(node.core, proof('ada')), await signIn(node.core, proof('ada'))];
      await isGood(node, one);
      const merging = await signIn(node.core, atGoogle('ada'));
      expect([merging.outcome, merging.identityId]).toEqual(['Merged', one.identityId]);
      await isOver(node, one);
      await isOver(node, two);
      await isGood(node, merging);
      await isGood(node, await signIn(node.core, proof('ada')));
    }),
  );

  it(
    'of nobody else ends with it',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      const ben = await signIn(node.core, proof('ben'));
      await answered(node.core.ask({ type: 'SignOutEverywhere', actor: ada.actor, keepThisOne: false }));
      await isGood(node, ben);
      const wish = { type: 'SignOut', actor: ben.actor, sessionId: ada.sessionId } as const;
      expect(await refusal(node.core.ask(wish))).toEqual({ type: 'SessionUnknown' });
    }),
  );

  it(
    'is over after thirty days, to the millisecond, in what it shows and in what it does',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      const home = { type: 'SwitchContext', actor: ada.actor, to: ada.context } as const;
      for (let days = 6; days < 30; days += 6) {
        await timePasses(node, newYear + days * day);
        await isGood(node, ada);
      }
      await timePasses(node, ada.expires - 1);
      await isGood(node, ada);
      await answered(node.core.ask(home));
      await timePasses(node, ada.expires);
      await isOver(node, ada, 'expired');
      expect(await refusal(node.core.ask(home))).toEqual({ type: 'CredentialIsOver' });
    }),
  );

  it(
    'E7: is not prolonged by a clock that runs backwards',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      await timePasses(node, newYear - day);
      await isGood(node, ada);
      await timePasses(node, ada.expires);
      await isOver(node, ada, 'expired');
    }),
  );

  it(
    'that is removed from the team it works under has lost its context, and is told which',
    holds(async (node) => {
      const { core } = node;
      const ada = await signIn(core, proof('ada'));
      const ben = await signIn(core, proof('ben'));
      const accountId = await createTeam(core, ada, 'acme');
      await joins(core, ada, { member: ben, accountId, role: 'developer' });
      await answered(core.ask({ type: 'SwitchContext', actor: ben.actor, to: accountId }));
      const who = await answered(core.authenticate(ben.token));
      expect((await answered(core.context(who))).account.accountId).toBe(accountId);
      const { identityId } = ben;
      await answered(core.ask({ type: 'RemoveMember', actor: ada.actor, accountId, identityId }));
      expect(await refusal(core.context(who))).toEqual({ type: 'ContextLost', accountId });
      expect(await refusal(core.access(who, accountId, 'account:read'))).toEqual({ type: 'AccountUnknown' });
      expect((await answered(core.access(who, ben.context, 'account:read'))).standing).toEqual({
        as: 'owner',
      });
    }),
  );
});
