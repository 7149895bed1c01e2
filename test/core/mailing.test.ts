import { randomUUID } from 'node:crypto';
import type { MailNews, Terms } from '@recount/core';
import {
  type Addressed,
  type Mailer,
  type MailFault,
  unavailable,
  unknownOutcome,
} from '@recount/core/ports';
import { day, type AccountId } from '@recount/domain/vocabulary';
import { left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, it, vi } from 'vitest';
import { answered, refusal } from '../contracts/answers.js';
import { newYear } from '../contracts/clock.js';
import { google } from '../domain/people.js';
import { amongOthers } from './rig/engines.js';
import { type Ground, grounds, inPostgres } from './rig/grounds.js';
import { type Node, onNode, type Wanted } from './rig/node.js';
import { createTeam, issueKey, proof, signIn, type Somebody, told } from './rig/people.js';

/** A mailer that keeps what it is given, or fails as it is told. */
const keeping = () => {
  const sent: Addressed[] = [];
  const news: MailNews[] = [];
  const state: { fault: MailFault | undefined } = { fault: undefined };
  const mailer: Mailer = {
    send: (letter) => async () => {
      if (state.fault !== undefined) return left(state.fault);
      sent.push(letter);
      return right(undefined);
    },
  };
  const mail = { mailer, tell: (one: MailNews) => void news.push(one) };
  return { sent, news, state, wanted: { mail } satisfies Wanted };
};

const onAll: ReadonlyArray<Ground> = [...grounds, inPostgres];

type Where = readonly [AccountId, Terms?];

const inviting = ({ core }: Pick<Node, 'core'>, { actor }: Somebody, ...[accountId, terms]: Where) => {
  const to = { type: 'address' as const, email: 'eve@example.test' };
  return core.invite({ actor, accountId, role: 'developer', to, lasts: day }, terms);
};

const waitingIn = ({ stores }: Node) => answered(stores.vault.list('outbox', { after: '', limit: 9 }));

const comes = (all: ReadonlyArray<unknown>, count: number): Promise<void> =>
  vi.waitFor(() => expect(all).toHaveLength(count), { timeout: 10_000, interval: 20 });

const team = async (node: Node) => {
  const ada = await signIn(node.core, proof('ada'));
  return { ada, accountId: await createTeam(node.core, ada, 'acme') };
};

describe.each(onAll)('$name, a letter', (ground) => {
  it('goes to the address that is invited, with the link that the inviter was told, once', async () => {
    const { sent, news, wanted } = keeping();
    await onNode(
      async (node) => {
        const { ada, accountId } = await team(node);
        const invited = await answered(inviting(node, ada, accountId));
        expect(invited.mailed).toBe(true);
        await comes(news, 1);
        expect(sent).toEqual([
          {
            id: `invitation/${invited.invitationId}`,
            to: 'eve@example.test',
            letter: {
              type: 'invitation',
              secret: told(invited.secret),
              team: { handle: 'acme', name: 'acme' },
              role: 'developer',
              inviter: 'ada Example',
              expires: newYear + day,
            },
          },
        ]);
        const next = await node.restart();
        await answered(inviting(next, ada, accountId));
        await comes(news, 2);
        expect(sent).toHaveLength(2);
      },
      wanted,
      ground,
    )();
  });

  it('of a commit that its node did not live to send is sent by the next, which looks for it', async () => {
    const { sent, state, wanted } = keeping();
    state.fault = { type: 'MailDelayed', detail: 'ECONNECTION' };
    await onNode(
      async (node) => {
        const { ada, accountId } = await team(node);
        await answered(inviting(node, ada, accountId));
        const next = await node.restart();
        state.fault = undefined;
        next.clock.set(newYear + 3_600_000);
        await comes(sent, 1);
        expect(sent[0]?.to).toBe('eve@example.test');
      },
      wanted,
      ground,
    )();
  });
});

describe('a letter', () => {
  it('is never sent before its commit is in the log, nor for one that was refused', async () => {
    const { sent, news, wanted } = keeping();
    await onNode(async (node) => {
      const { ada, accountId } = await team(node);
      const ben = await signIn(node.core, proof('ben'));
      expect(await refusal(inviting(node, ben, accountId))).toEqual({ type: 'AccountUnknown' });
      await answered(inviting(node, ada, accountId));
      await comes(news, 1);
      expect(sent).toHaveLength(1);
      expect(await waitingIn(node)).toEqual([]);
    }, wanted)();
  });

  it('waits on where its invitation is asked for again and the log does not answer', async () => {
    const { sent, state, wanted } = keeping();
    state.fault = { type: 'MailDelayed', detail: 'ECONNECTION' };
    let silent = false;
    const tamper: Wanted['tamper'] = ({ log }) => ({
      log: { ...log, commit: (id) => (silent ? async () => left(unavailable('away')) : log.commit(id)) },
    });
    await onNode(
      async (node) => {
        const { ada, accountId } = await team(node);
        const terms = { repeatable: { commitId: randomUUID(), request: 'one', key: 'one intent' } };
        await answered(inviting(node, ada, accountId, terms));
        silent = true;
        expect(await refusal(inviting(node, ada, accountId, terms))).toMatchObject({ type: 'Unavailable' });
        silent = false;
        expect(await waitingIn(node)).toHaveLength(1);
        state.fault = undefined;
        node.clock.set(newYear + 3_600_000);
        await comes(sent, 1);
      },
      { ...wanted, tamper },
    )();
  });

  it('of a commit that did not come in time is forgotten', async () => {
    const { sent, wanted } = keeping();
    let silent = false;
    const tamper: Wanted['tamper'] = ({ log }) => ({
      log: {
        ...log,
        append: (commit) => (silent ? async () => left(unknownOutcome('lost')) : log.append(commit)),
      },
    });
    await onNode(
      async (node) => {
        const { ada, accountId } = await team(node);
        silent = true;
        expect(await refusal(inviting(node, ada, accountId))).toMatchObject({ applied: 'unknown' });
        silent = false;
        expect(await waitingIn(node)).toHaveLength(1);
        node.clock.set(newYear + 3_600_000);
        await vi.waitFor(async () => expect(await waitingIn(node)).toEqual([]), {
          timeout: 15_000,
          interval: 100,
        });
        expect(sent).toEqual([]);
      },
      { ...wanted, tamper },
    )();
  }, 30_000);

  it('is not sent for an invitation that was taken back meanwhile', async () => {
    const { sent, news, state, wanted } = keeping();
    state.fault = { type: 'MailDelayed', detail: 'ECONNECTION' };
    await onNode(async (node) => {
      const { ada, accountId } = await team(node);
      const { invitationId } = await answered(inviting(node, ada, accountId));
      await comes(news, 1);
      const { actor } = ada;
      await answered(node.core.ask({ type: 'RevokeInvitation', actor, accountId, invitationId }));
      state.fault = undefined;
      node.clock.set(newYear + 3_600_000);
      await vi.waitFor(
        async () =>
          expect(await answered(node.stores.vault.list('outbox', { after: '', limit: 9 }))).toEqual([]),
        { timeout: 15_000, interval: 100 },
      );
      expect(sent).toEqual([]);
    }, wanted)();
  }, 30_000);

  it('that is refused for good, or not taken for two days, is given up, and said to be', async () => {
    const { news, state, wanted } = keeping();
    state.fault = { type: 'MailRefused', detail: 'EENVELOPE 550' };
    await onNode(async (node) => {
      const { ada, accountId } = await team(node);
      await answered(inviting(node, ada, accountId));
      await comes(news, 1);
      state.fault = { type: 'MailDelayed', detail: 'ECONNECTION' };
      await answered(
        node.core.invite({
          actor: ada.actor,
          accountId,
          role: 'developer',
          to: { type: 'address', email: 'dan@example.test' },
          lasts: 7 * day,
        }),
      );
      await comes(news, 2);
      node.clock.set(newYear + 2 * day);
      await comes(news, 3);
      expect(news.map(({ type, detail }) => [type, detail])).toEqual([
        ['givenUp', 'EENVELOPE 550'],
        ['failed', 'ECONNECTION'],
        ['givenUp', 'ECONNECTION'],
      ]);
      expect(node.core.standing().mail).toMatchObject({ sent: 0, failed: 1, givenUp: 2 });
      expect(JSON.stringify(news)).not.toContain('example.test');
    }, wanted)();
  }, 30_000);

  it('is taken by one of many nodes', async () => {
    const { sent, news, wanted } = keeping();
    await onNode(
      async (node) => {
        const others = await Promise.all([1, 2, 3].map(() => node.beside({ ...amongOthers, ...wanted })));
        const { ada, accountId } = await team(node);
        for (const core of [node.core, ...others]) await answered(inviting({ core }, ada, accountId));
        await comes(news, 4);
        expect(new Set(sent.map(({ id }) => id)).size).toBe(4);
        await Promise.all(others.map((core) => core.close()));
        expect(sent).toHaveLength(4);
      },
      { ...amongOthers, ...wanted },
    )();
  }, 30_000);

  it('is not written where nobody carries mail', async () => {
    await onNode(async (node) => {
      const { ada, accountId } = await team(node);
      expect((await answered(inviting(node, ada, accountId))).mailed).toBe(false);
      expect(node.core.mails).toBe(false);
      expect(await waitingIn(node)).toEqual([]);
    })();
  });

  it('tells a person what was joined, and which accounts and keys are theirs', async () => {
    const { sent, wanted } = keeping();
    await onNode(async (node) => {
      const { ada, accountId } = await team(node);
      await issueKey(node.core, ada, { accountId });
      const login = proof('ada', { provider: 'google', issuer: google, subject: 'at-google' });
      expect((await signIn(node.core, login)).outcome).toBe('Merged');
      await comes(sent, 1);
      expect(sent[0]).toMatchObject({
        to: 'ada@example.test',
        letter: {
          type: 'loginJoined',
          issuer: google,
          accounts: [{ keys: [] }, { handle: 'acme', name: 'acme', role: 'admin', keys: ['a key'] }],
        },
      });
    }, wanted)();
  }, 30_000);

  it('B5 tells the addresses of a person when somebody links a login, and when it is taken out', async () => {
    const { sent, wanted } = keeping();
    await onNode(async ({ core }) => {
      const { actor } = await signIn(core, proof('ada'));
      const login = proof('mallory', { provider: 'google', issuer: google, subject: 'at-google' });
      const linked = await answered(core.linkLogin({ actor, login, attempt: 'an attempt to link' }));
      if (linked.type !== 'linked') throw new Error('it is not linked');
      await comes(sent, 2);
      const loginId = linked.done.events.find(({ event }) => event.type === 'LoginLinked')?.id ?? '';
      await answered(core.unlinkLogin({ actor, loginId }));
      await comes(sent, 4);
      expect(sent.map(({ to, letter }) => [to, letter.type])).toEqual([
        ['ada@example.test', 'loginJoined'],
        ['mallory@example.test', 'loginJoined'],
        ['ada@example.test', 'loginLeft'],
        ['mallory@example.test', 'loginLeft'],
      ]);
    }, wanted)();
  }, 30_000);

  it('about a merge that happened while nobody was there is written at the next start, once', async () => {
    const { sent, wanted } = keeping();
    await onNode(async (node) => {
      await team(node);
      // A log that was never followed is followed from its end.
      const followed = await node.restart(wanted);
      const unheard = await followed.restart({});
      const login = proof('ada', { provider: 'google', issuer: google, subject: 'at-google' });
      expect((await signIn(unheard.core, login)).outcome).toBe('Merged');
      const next = await unheard.restart(wanted);
      await comes(sent, 1);
      const again = await next.restart(wanted);
      await signIn(again.core, proof('ben'));
      await again.restart(wanted);
      expect(sent).toHaveLength(1);
    }, wanted)();
  }, 40_000);
});
