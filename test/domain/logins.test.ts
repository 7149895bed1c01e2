import type { CommandOf } from '@recount/domain';
import type { Event } from '@recount/domain/facts';
import { type ClaimDigest, minute } from '@recount/domain/vocabulary';
import { describe, expect, test } from 'vitest';
import { factOf, given, sealed } from './given-when-then.js';
import { joined, known, loginText, opened, people, signedUp, started, team } from './history.js';
import {
  acme,
  ada,
  ben,
  by,
  byKey,
  acmeKey,
  claims,
  claimsUnderTwo,
  cleo,
  digest,
  globex,
  google,
  identityId,
  invitationId,
  now,
  type Person,
  social,
  sso,
} from './people.js';
import { fresh, loginOf } from './sign-in-wish.js';

const profile = { subject: 'ada at google', email: 'ada@elsewhere.example', name: 'Ada' };

const link = (more: Partial<CommandOf<'LinkLogin'>> = {}): CommandOf<'LinkLogin'> => ({
  type: 'LinkLogin',
  ...by(ada),
  login: claims(loginText(ada, google)),
  issuer: google,
  realm: social,
  profile,
  address: { verified: true, mailbox: claims('ada@elsewhere.example') },
  ...more,
});

const knownAs = (person: Person, issuer?: string) => ({
  linked: loginOf(person, issuer),
  login: claims(loginText(person, issuer)),
});

const unlink = (issuer?: string): CommandOf<'UnlinkLogin'> => ({
  type: 'UnlinkLogin',
  ...by(ada),
  ...knownAs(ada, issuer),
});

const unmerge = (issuer?: string): CommandOf<'UnmergeLogin'> => ({
  type: 'UnmergeLogin',
  ...by(ada),
  moving: { ...knownAs(ada, issuer), profile },
  candidates: { ...fresh, handles: [...fresh.handles] },
});

const merge = (more: Partial<CommandOf<'MergeIdentities'>> = {}): CommandOf<'MergeIdentities'> => ({
  type: 'MergeIdentities',
  ...by(ada),
  login: claims(loginText(ben)),
  moving: [{ ...knownAs(ben), profile }],
  ...more,
});

const { identityId: adaIs } = ada;
const elsewhere = digest('ada@elsewhere.example');

const vouched = (login: ClaimDigest, mailbox: ClaimDigest, to = adaIs): Event => ({
  type: 'AddressVouched',
  identityId: to,
  login,
  mailbox,
});

const linkedGoogle = (by: 'link' | 'merge', mailbox: 'claimed' | 'unverified' | 'heldByAnother'): Event => ({
  type: 'LoginLinked',
  identityId: adaIs,
  login: loginOf(ada, google),
  issuer: google,
  by,
  mailbox,
});

/** Ada has a login at Google too, which came by itself and vouches for the address that she had. */
const withGoogle: ReadonlyArray<Event> = [
  { type: 'LoginClaimed', login: loginOf(ada, google), identityId: adaIs },
  linkedGoogle('merge', 'claimed'),
  vouched(loginOf(ada, google), digest(ada.email)),
];

/** Ada linked a login at Google, which vouches for an address of its own. */
const withElsewhere: ReadonlyArray<Event> = [
  { type: 'LoginClaimed', login: loginOf(ada, google), identityId: adaIs },
  { type: 'MailboxClaimed', mailbox: elsewhere, identityId: adaIs },
  linkedGoogle('link', 'claimed'),
  vouched(loginOf(ada, google), elsewhere),
];

const ended = (why: 'unlinked' | 'unmerged' | 'merged', spared = true): Event => ({
  type: 'SessionsInvalidated',
  identityId: adaIs,
  generation: 1,
  why,
  ...(spared ? { except: ada.sessionId } : {}),
});

const stale: Event = started(ada, { startedAt: now - 5 * minute - 1 });

describe('ways in need a fresh sign-in', () => {
  test.each([link(), unlink(), unmerge(), merge()])('for $type', (wish) => {
    given(people(ada, ben), withGoogle, [stale]).when(wish).refused('WaysInNeedAFreshSignIn');
    const { startedAt: _, ...untold } = started(ada);
    given(people(ada, ben), withGoogle, [untold]).when(wish).refused('WaysInNeedAFreshSignIn');
    const ahead = started(ada, { startedAt: now + 5 * minute + 1 });
    given(people(ada, ben), withGoogle, [ahead]).when(wish).refused('WaysInNeedAFreshSignIn');
  });

  test('which is five minutes old at most', () => {
    const just = started(ada, { startedAt: now - 5 * minute });
    const { decision } = given(people(ada), [just]).when(link());
    expect(decision._tag).toBe('Right');
  });

  test('and a person: a key has no ways in', () => {
    given(people(ada), team(acme, ada))
      .when({ ...link(), ...byKey(acmeKey) })
      .refused('PeopleManagePeople');
  });
});

describe('linking a login', () => {
  const linked = (mailbox: 'claimed' | 'unverified' | 'heldByAnother') =>
    sealed(linkedGoogle('link', mailbox), adaIs, profile);
  const claimed: Event = { type: 'LoginClaimed', login: loginOf(ada, google), identityId: adaIs };

  test('claims it and its verified address, and ends no session', () => {
    given(people(ada))
      .when(link())
      .gives(
        claimed,
        { type: 'MailboxClaimed', mailbox: elsewhere, identityId: adaIs },
        linked('claimed'),
        vouched(loginOf(ada, google), elsewhere),
      );
  });

  test('claims no address that is not verified', () => {
    given(people(ada))
      .when(link({ address: { verified: false, mailbox: claims('ada@elsewhere.example') } }))
      .gives(claimed, linked('unverified'));
  });

  test('leaves alone an address that another identity holds', () => {
    given(people(ada, ben))
      .when(link({ address: { verified: true, mailbox: claims(ben.email) } }))
      .gives(claimed, linked('heldByAnother'));
  });

  test('lifts the bar that kept it out', () => {
    const barred: Event = { type: 'LoginReleased', login: loginOf(ada, google), barredFrom: adaIs };
    const { decision } = given(people(ada), [barred]).when(link());
    expect(decision).toMatchObject({ right: expect.arrayContaining([factOf(claimed)]) });
  });

  test('that one has already is already so', () => {
    given(people(ada), withGoogle).when(link()).isAlreadySo();
  });

  test('that is another person’s is refused: a login belongs to one identity', () => {
    given(people(ada, ben))
      .when(link({ login: claims(loginText(ben)) }))
      .refused('LoginBelongsToOneIdentity');
  });

  test('of single sign-on to a social identity, or the other way round, is refused', () => {
    given(people(ada))
      .when(link({ realm: sso }))
      .refused('SsoAndSocialStayApart');
    given(opened, known(ada, sso), [started(ada)])
      .when(link())
      .refused('SsoAndSocialStayApart');
  });

  test('under keys that do not live is refused', () => {
    given(people(ada))
      .when(link({ login: claimsUnderTwo(loginText(ada, google)) }))
      .refused('ClaimsUseLivingKeys');
  });
});

describe('single sign-on has one login', () => {
  const inSso = [...opened, ...known(ada, sso), started(ada), ...known(ben, sso)];

  test('and no other is linked to it', () => {
    given(inSso)
      .when(link({ realm: sso }))
      .refused('SingleSignOnHasOneLogin');
  });

  test('and merges with nobody', () => {
    given(inSso).when(merge()).refused('SingleSignOnHasOneLogin');
  });
});

describe('an identity keeps a login', () => {
  test('whatever is unlinked', () => {
    given(people(ada)).when(unlink()).refused('IdentityKeepsALogin');
  });

  test('and whatever is taken out', () => {
    given(people(ada)).when(unmerge()).refused('IdentityKeepsALogin');
  });
});

describe('unlinking a login', () => {
  const unlinked: Event = { type: 'LoginUnlinked', identityId: adaIs, login: loginOf(ada, google) };
  const released: Event = { type: 'LoginReleased', login: loginOf(ada, google), barredFrom: adaIs };

  test('bars it, frees the address that came with it, and ends all sessions but the one that asks', () => {
    given(people(ada), withElsewhere)
      .when(unlink(google))
      .gives(
        unlinked,
        released,
        { type: 'MailboxReleased', mailbox: elsewhere, identityId: adaIs },
        ended('unlinked'),
      );
  });

  test('keeps an address that another login vouches for', () => {
    given(people(ada), withGoogle).when(unlink(google)).gives(unlinked, released, ended('unlinked'));
  });

  test('ends the session that asks too where it came by that login', () => {
    const byGoogle = started(ada, {
      assurance: { login: loginOf(ada, google), issuer: google, realm: social },
    });
    given(people(ada), withGoogle, [byGoogle])
      .when(unlink(google))
      .gives(unlinked, released, ended('unlinked', false));
  });

  test('that is not one’s own is refused', () => {
    given(people(ada, ben), withGoogle)
      .when({ ...unlink(), ...knownAs(ben) })
      .refused('LoginUnknown');
  });
});

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

test('a login taken out merges by itself no more, though its address is free', () => {
  const barred = given(people(ada), withElsewhere).when(unlink(google));
  const after = barred.decision._tag === 'Right' ? barred.decision.right.map(({ event }) => event) : [];
  const back = link({ ...by(cleo), address: { verified: true, mailbox: claims(ada.email) } });
  const { actor: _, ...proven } = back;
  const { decision } = given(people(ada), withElsewhere, after).when({
    ...proven,
    type: 'SignIn',
    actor: { type: 'login', login: loginOf(ada, google) },
    session: {
      sessionId: cleo.sessionId,
      tokenHash: digest('x').slice(9) as never,
      expires: now + minute,
    },
    candidates: { ...fresh, identityId: identityId(92), handles: [...fresh.handles] },
    origin: {},
  });
  expect(decision._tag === 'Right' && decision.right.map(({ event }) => event.type)).toContain(
    'IdentityRegistered',
  );
});
