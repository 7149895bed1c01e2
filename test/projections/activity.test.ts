import type { Event, Meta, Recorded } from '@recount/domain/facts';
import { activityOf } from '@recount/projections';
import { describe, expect, it } from 'vitest';
import {
  accountId,
  at,
  digest,
  displayName,
  eventAt,
  given,
  hash,
  identityId,
  invitationId,
  keyId,
  sessionId,
  type Told,
} from './given.js';

const ada = identityId(1);
const team = accountId(2);
const social = { type: 'social' } as const;

const activity = (told: Told) => given(told).map((recorded: Recorded) => activityOf(recorded))[0];

describe('the history of a subject', () => {
  const actor = { type: 'session', sessionId: sessionId(1), identityId: ada } as const;
  const meta: Meta = { actor, correlation: 'a request', causation: 'an event', at: at(0) };
  const archived = { type: 'AccountArchived', accountId: team } as const;

  it('shows what happened, when, by whom and as part of what', () => {
    expect(activity({ event: archived, meta })).toStrictEqual({
      position: 1,
      recordedAt: at(1),
      at: at(0),
      type: 'AccountArchived',
      actor,
      correlation: 'a request',
      causation: 'an event',
      commit: 'a commit',
      stream: `account-${team}`,
      subjects: [team],
      details: { accountId: team },
      sealed: [],
    });
  });

  it('names no cause where there is none', () => {
    expect(activity(archived)).not.toHaveProperty('causation');
  });

  it('gives the sealed parts, by subject, as they are', () => {
    const renamed = { type: 'AccountRenamed', accountId: team } as const;
    expect(activity({ event: renamed, sealed: { [ada]: 'cipher' } })?.sealed).toStrictEqual([
      { subject: ada, event: eventAt(1), type: 'AccountRenamed', cipher: 'cipher' },
    ]);
  });

  it.each<[Event['type'], Event, object]>([
    [
      'SessionStarted',
      {
        type: 'SessionStarted',
        sessionId: sessionId(1),
        identityId: ada,
        tokenHash: hash('a'),
        assurance: { login: digest('1'), issuer: 'https://github.com', realm: social },
        generation: 0,
        context: team,
        addresses: [digest('2')],
        expires: at(9),
      },
      {
        sessionId: sessionId(1),
        identityId: ada,
        assurance: { issuer: 'https://github.com', realm: social },
        generation: 0,
        context: team,
        expires: at(9),
      },
    ],
    [
      'KeyRotated',
      {
        type: 'KeyRotated',
        keyId: keyId(1),
        accountId: team,
        hash: hash('b'),
        last4: 'abcd',
        graceUntil: at(5),
      },
      { keyId: keyId(1), accountId: team, last4: 'abcd', graceUntil: at(5) },
    ],
    [
      'MemberInvited',
      {
        type: 'MemberInvited',
        invitationId: invitationId(1),
        accountId: team,
        inviterId: ada,
        role: 'billing',
        invitee: { type: 'address', addresses: [] },
        tokenHash: hash('a'),
        expires: at(9),
      },
      {
        invitationId: invitationId(1),
        accountId: team,
        inviterId: ada,
        role: 'billing',
        invitee: { type: 'address' },
        expires: at(9),
      },
    ],
    [
      'LoginLinked',
      {
        type: 'LoginLinked',
        identityId: ada,
        login: digest('1'),
        issuer: 'https://github.com',
        by: 'merge',
        mailbox: 'heldByAnother',
      },
      { identityId: ada, issuer: 'https://github.com', by: 'merge', mailbox: 'heldByAnother' },
    ],
    [
      'MailboxClaimed',
      { type: 'MailboxClaimed', mailbox: digest('1'), identityId: ada },
      { identityId: ada },
    ],
    [
      'KeyRenamed',
      { type: 'KeyRenamed', keyId: keyId(1), accountId: team, name: displayName('a'.repeat(64)) },
      { keyId: keyId(1), accountId: team, name: 'a'.repeat(64) },
    ],
  ])('shows of %s what is no secret', (_, event, details) => {
    expect(activity(event)?.details).toStrictEqual(details);
  });

  it.each<[string, Event]>([
    ['login', { type: 'LoginClaimed', login: digest('1'), identityId: ada }],
    ['mailbox', { type: 'MailboxReleased', mailbox: digest('1'), identityId: ada }],
  ])('does not tell one %s from another by its stream', (stream, event) => {
    expect(activity(event)?.stream).toBe(stream);
  });

  it('does not tell one login that acted from another', () => {
    const login: Meta = { ...meta, actor: { type: 'login', login: digest('1') } };
    expect(activity({ event: archived, meta: login })?.actor).toStrictEqual({ type: 'login' });
  });
});
