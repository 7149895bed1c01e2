import type { Event } from '@recount/domain/facts';
import { type ClaimDigest } from '@recount/domain/vocabulary';
import { describe, test } from 'vitest';
import { factOf, given, sealed } from './given-when-then.js';
import { joined, known, loginText, people, signedUp, started, team } from './history.js';
import { acme, ada, ben, by, claims, digest, globex, google, invitationId, social, sso } from './people.js';
import { fresh, loginOf } from './sign-in-wish.js';
import { adaIs, ended, merge, profile, unmerge, vouched, withGoogle } from './login-wish.js';

const accepted = { by: 'invitation', invitationId: invitationId(1), through: loginOf(ada, google) } as const;
const byGitHub = { ...accepted, through: loginOf(ada) } as const;

describe('taking a login out', () => {
  const { identityId: other, accountId } = fresh;
  const newcomer: ReadonlyArray<Event> = [
    { type: 'HandleClaimed', handle: fresh.handles[0], accountId },
    { type: 'PersonalAccountOpened', accountId, identityId: other, handle: fresh.handles[0] },
    { type: 'AccountJoined', identityId: other, accountId, kind: 'personal' },
  ];
  const out = (login: ClaimDigest, mailbox: 'claimed' | 'heldByAnother') =>
    [
      factOf({ type: 'IdentityRegistered', identityId: other, realm: social }),
      factOf({ type: 'LoginUnlinked', identityId: adaIs, login }),
      factOf({ type: 'LoginReleased', login, barredFrom: adaIs }),
      factOf({ type: 'LoginClaimed', login, identityId: other }),
      sealed(
        {
          type: 'LoginLinked',
          identityId: other,
          login,
          issuer: login === loginOf(ada) ? 'https://github.com' : google,
          by: 'unmerge',
          mailbox,
        } as never,
        other,
        profile,
      ),
    ] as const;
  const moved: ReadonlyArray<Event> = [
    { type: 'MailboxReleased', mailbox: digest(ada.email), identityId: adaIs },
    { type: 'MailboxClaimed', mailbox: digest(ada.email), identityId: other },
    vouched(loginOf(ada, google), digest(ada.email), other),
  ];

  test('gives it an identity and an account of its own, with the address that it vouched for last', () => {
    given(people(ada), withGoogle)
      .when(unmerge(google))
      .gives(...out(loginOf(ada, google), 'claimed'), ...moved, ...newcomer, ended('unmerged'));
  });

  test('leaves the address with the login that vouched for it last', () => {
    const byGoogle = started(ada, {
      assurance: { login: loginOf(ada, google), issuer: google, realm: social },
    });
    given(people(ada), withGoogle, [byGoogle])
      .when(unmerge())
      .gives(...out(loginOf(ada), 'heldByAnother'), ...newcomer, ended('unmerged'));
  });

  test('takes along the memberships accepted in its sessions, with their roles, and no other', () => {
    given(
      people(ada, ben),
      withGoogle,
      team(acme, ben),
      joined(acme, [ada, 'auditor'], accepted),
      team(globex, ben),
      joined(globex, [ada, 'admin'], byGitHub),
    )
      .when(unmerge(google))
      .gives(
        ...out(loginOf(ada, google), 'claimed'),
        ...moved,
        {
          type: 'MemberJoined',
          accountId: acme.accountId,
          identityId: other,
          role: 'auditor',
          by: 'unmerge',
        },
        {
          type: 'AccountJoined',
          accountId: acme.accountId,
          identityId: other,
          kind: 'team',
          role: 'auditor',
          through: loginOf(ada, google),
        },
        { type: 'MemberLeft', accountId: acme.accountId, identityId: adaIs },
        { type: 'AccountLeft', accountId: acme.accountId, identityId: adaIs },
        ...newcomer,
        ended('unmerged'),
      );
  });

  test('under an id that something had before is refused', () => {
    const { candidates } = unmerge();
    given(people(ada, ben), withGoogle)
      .when({ ...unmerge(google), candidates: { ...candidates, identityId: ben.identityId } })
      .refused('IdsAreFresh');
  });
});

describe('merging two identities', () => {
  const moves: ReadonlyArray<Event> = [
    { type: 'MailboxReleased', mailbox: digest(ben.email), identityId: ben.identityId },
    { type: 'MailboxClaimed', mailbox: digest(ben.email), identityId: adaIs },
    vouched(loginOf(ben), digest(ben.email)),
  ];
  const login = [
    factOf({ type: 'LoginReleased', login: loginOf(ben), barredFrom: ben.identityId }),
    factOf({ type: 'LoginClaimed', login: loginOf(ben), identityId: adaIs }),
    sealed(
      {
        type: 'LoginLinked',
        identityId: adaIs,
        login: loginOf(ben),
        issuer: 'https://github.com',
        by: 'merge',
        mailbox: 'claimed',
      },
      adaIs,
      profile,
    ),
  ];
  const personal: ReadonlyArray<Event> = [
    { type: 'PersonalAccountPassed', accountId: ben.accountId, identityId: adaIs, fromId: ben.identityId },
    { type: 'AccountJoined', identityId: adaIs, accountId: ben.accountId, kind: 'personal' },
    { type: 'AccountLeft', identityId: ben.identityId, accountId: ben.accountId },
  ];
  const over: ReadonlyArray<Event> = [
    ended('merged'),
    { type: 'SessionsInvalidated', identityId: ben.identityId, generation: 1, why: 'merged' },
    { type: 'IdentitiesMerged', identityId: ben.identityId, into: adaIs },
  ];
  const left = [
    { type: 'MemberLeft', accountId: acme.accountId, identityId: ben.identityId },
    { type: 'AccountLeft', accountId: acme.accountId, identityId: ben.identityId },
  ] as const;

  test('moves logins, addresses and the personal account, and ends both’s sessions but the one that asks', () => {
    given(people(ada, ben))
      .when(merge())
      .gives(...login, ...moves, ...personal, ...over);
  });

  test('joins the teams of the other, which keep an admin', () => {
    given(people(ada, ben), team(acme, ben))
      .when(merge())
      .gives(
        ...login,
        ...moves,
        ...personal,
        { type: 'MemberJoined', accountId: acme.accountId, identityId: adaIs, role: 'admin', by: 'merge' },
        { type: 'AccountJoined', accountId: acme.accountId, identityId: adaIs, kind: 'team', role: 'admin' },
        ...left,
        ...over,
      );
  });

  test('has the higher role where both belong, and belongs there once', () => {
    given(people(ada, ben), team(acme, ben), joined(acme, [ada, 'billing']))
      .when(merge())
      .gives(
        ...login,
        ...moves,
        ...personal,
        {
          type: 'RoleChanged',
          accountId: acme.accountId,
          identityId: adaIs,
          from: 'billing',
          to: 'admin',
        },
        ...left,
        ...over,
      );
    given(people(ada, ben), team(acme, ada), joined(acme, [ben, 'auditor']))
      .when(merge())
      .gives(...login, ...moves, ...personal, ...left, ...over);
  });

  test('with oneself is already so', () => {
    given(people(ada), withGoogle)
      .when(merge({ login: claims(loginText(ada, google)), moving: [] }))
      .isAlreadySo();
  });

  test('with a login of nobody, or one that leaves logins behind, is refused', () => {
    given(people(ada)).when(merge()).refused('LoginUnknown');
    given(people(ada, ben))
      .when(merge({ moving: [] }))
      .refused('LoginUnknown');
  });

  test('of single sign-on with a social one is refused', () => {
    given(people(ada), known(ben, sso)).when(merge()).refused('SsoAndSocialStayApart');
  });

  test('a merged identity’s sessions are over', () => {
    const { decision } = given(people(ada, ben)).when(merge());
    const after = decision._tag === 'Right' ? decision.right.map(({ event }) => event) : [];
    given(people(ada, ben), after)
      .when({ type: 'SignOutEverywhere', ...by(ben), keepThisOne: false })
      .refused('CredentialIsOver');
  });

  test('takes along an address that the login is proven with, and that an older history does not tell of', () => {
    const history = signedUp(ben).filter(({ type }) => type !== 'AddressVouched');
    given(people(ada), history)
      .when(merge({ address: { verified: true, mailbox: claims(ben.email) } }))
      .gives(...login, ...moves, ...personal, ...over);
  });
});
