import type { CommandOf } from '@recount/domain';
import type { Event } from '@recount/domain/facts';
import type { SessionStarted } from '@recount/domain/facts/session';
import { signInIsUsedOnce } from '@recount/domain/signing-in';
import { describe, expect, test } from 'vitest';
import { given } from './given-when-then.js';
import {
  holdsMailbox,
  known,
  loginText,
  opened,
  openedWithTwo,
  people,
  signedOutEverywhere,
  started,
} from './history.js';
import {
  ada,
  ben,
  claimsUnderTwo,
  connectionId,
  digest,
  github,
  google,
  hashOf,
  otherSso,
  secondKey,
  sso,
} from './people.js';
import { linked, loginOf, registers, session, signIn, vouched } from './sign-in-wish.js';

const adaReleasedGoogle: Event = {
  type: 'LoginReleased',
  login: loginOf(ada, google),
  barredFrom: ada.identityId,
};

describe('a login that is claimed signs in to that identity', () => {
  test('and claims its verified mailbox if that is free', () => {
    const wish = signIn(ada);
    given(opened, known(ada))
      .when(wish)
      .gives(
        { type: 'MailboxClaimed', mailbox: digest(ada.email), identityId: ada.identityId },
        session(wish, { identity: ada.identityId, context: ada.accountId, addresses: [digest(ada.email)] }),
      );
  });

  test('and leaves alone a mailbox that another identity holds', () => {
    const wish = signIn(ada, {
      more: { address: { verified: true, mailbox: { newest: digest(ben.email), older: [] } } },
    });
    given(people(ada, ben))
      .when(wish)
      .gives(
        session(wish, { identity: ada.identityId, context: ada.accountId, addresses: [digest(ben.email)] }),
      );
  });

  test('and claims nothing anew when it holds its mailbox already', () => {
    const wish = signIn(ada);
    given(people(ada))
      .when(wish)
      .gives(
        session(wish, { identity: ada.identityId, context: ada.accountId, addresses: [digest(ada.email)] }),
      );
  });

  test('without an address too', () => {
    const { address: _, ...wish } = signIn(ada);
    given(people(ada))
      .when(wish)
      .gives(session(wish, { identity: ada.identityId, context: ada.accountId }));
  });

  test('of single sign-on, in its own realm', () => {
    const { address: _, ...wish } = signIn(ada, { realm: sso });
    given(opened, known(ada, sso))
      .when(wish)
      .gives(session(wish, { identity: ada.identityId, context: ada.accountId }));
  });

  test('in the generation that the identity has come to', () => {
    const wish = signIn(ada);
    given(people(ada), signedOutEverywhere(ada, 3))
      .when(wish)
      .gives(
        session(wish, {
          identity: ada.identityId,
          context: ada.accountId,
          addresses: [digest(ada.email)],
          generation: 3,
        }),
      );
  });
});

describe('a login that is not claimed', () => {
  test('merges into the identity that holds its verified mailbox and has no login of this issuer, and older sessions end', () => {
    const wish = signIn(ada, { issuer: google });
    given(people(ada))
      .when(wish)
      .gives(
        { type: 'LoginClaimed', login: loginOf(ada, google), identityId: ada.identityId },
        linked(wish, { by: 'merge', mailbox: 'claimed', to: ada }),
        vouched(wish, ada),
        { type: 'SessionsInvalidated', identityId: ada.identityId, generation: 1, why: 'merged' },
        session(wish, {
          identity: ada.identityId,
          context: ada.accountId,
          addresses: [digest(ada.email)],
          generation: 1,
        }),
      );
  });

  test('registers without a mailbox where the holder has a login of this issuer: the address was used again', () => {
    const wish = signIn(ben, {
      more: { address: { verified: true, mailbox: { newest: digest(ada.email), older: [] } } },
    });
    given(people(ada))
      .when(wish)
      .gives(...registers(wish, 'heldByAnother'));
  });

  test('registers without a mailbox where it was taken out of the holder, and may not come back by a merge', () => {
    const wish = signIn(ada, { issuer: google });
    given(people(ada), adaReleasedGoogle)
      .when(wish)
      .gives(...registers(wish, 'heldByAnother'));
  });

  test('merges with somebody else than it was taken out of', () => {
    const wish = signIn(ada, {
      issuer: google,
      more: { address: { verified: true, mailbox: { newest: digest(ben.email), older: [] } } },
    });
    const { read } = given(people(ada, ben), adaReleasedGoogle).when(wish);
    expect(read).toContain(`identity-${ben.identityId}`);
    given(people(ada, ben), adaReleasedGoogle)
      .when(wish)
      .gives(
        { type: 'LoginClaimed', login: loginOf(ada, google), identityId: ben.identityId },
        linked(wish, { by: 'merge', mailbox: 'claimed', to: ben }),
        vouched(wish, ben),
        { type: 'SessionsInvalidated', identityId: ben.identityId, generation: 1, why: 'merged' },
        session(wish, {
          identity: ben.identityId,
          context: ben.accountId,
          addresses: [digest(ben.email)],
          generation: 1,
        }),
      );
  });

  test('registers where nobody holds its verified mailbox: identity, personal account, mailbox, login and handle', () => {
    const wish = signIn(ada);
    given(people(ben))
      .when(wish)
      .gives(...registers(wish, 'claimed'));
  });

  test('registers without a mailbox where the provider told no address', () => {
    const { address: _, ...wish } = signIn(ada);
    given(opened)
      .when(wish)
      .gives(...registers(wish, 'unverified'));
  });

  test('registers in its connection where it is one of single sign-on', () => {
    const { address: _, ...wish } = signIn(ada, { realm: sso });
    given(people(ada))
      .when({ ...wish, login: { newest: digest('subject at sso'), older: [] } })
      .gives(
        ...registers({ ...wish, login: { newest: digest('subject at sso'), older: [] } }, 'notLookedAt'),
      );
  });
});

describe('only verified emails merge', () => {
  test('an unverified address registers without a mailbox, whoever holds it', () => {
    const wish = signIn(ada, { issuer: google, verified: false });
    given(people(ada))
      .when(wish)
      .gives(...registers(wish, 'unverified'));
    given(opened)
      .when(wish)
      .gives(...registers(wish, 'unverified'));
  });

  test('an unverified address of a known login claims nothing, and the session does not hold it', () => {
    const wish = signIn(ada, { verified: false });
    given(opened, known(ada))
      .when(wish)
      .gives(session(wish, { identity: ada.identityId, context: ada.accountId }));
  });

  test('a mailbox is never looked at in a single sign-on: the same address elsewhere is somebody apart', () => {
    const wish = signIn(ada, { realm: sso, issuer: 'https://idp.example.org' });
    const asked = given(people(ada)).when(wish);
    asked.gives(...registers(wish, 'notLookedAt'));
    expect([...asked.read].filter((name) => name.startsWith('mailbox-'))).toEqual([]);
    const again = given(opened, known(ada, sso, 'https://idp.example.org')).when(wish);
    const addresses = [digest(ada.email)];
    again.gives(session(wish, { identity: ada.identityId, context: ada.accountId, addresses }));
    expect([...again.read].filter((name) => name.startsWith('mailbox-'))).toEqual([]);
  });
});

test('SSO and social stay apart', () => {
  given(opened, known(ada))
    .when(signIn(ada, { realm: sso }))
    .refused('SsoAndSocialStayApart', { identityId: ada.identityId });
  given(opened, known(ada, sso)).when(signIn(ada)).refused('SsoAndSocialStayApart');
  given(opened, known(ada, sso))
    .when(signIn(ada, { realm: otherSso }))
    .refused('SsoAndSocialStayApart');
  given(opened, known(ada, sso), holdsMailbox(ada))
    .when(signIn(ada, { issuer: google }))
    .refused('SsoAndSocialStayApart');
});

describe('SSO email is within verified domains', () => {
  const named = 'SsoEmailIsWithinVerifiedDomains';

  test.each<readonly [string, NonNullable<CommandOf<'SignIn'>['domains']>]>([
    ['another domain', { verified: ['example.org'], ofAddress: 'example.net' }],
    ['a domain below a verified one', { verified: ['example.org'], ofAddress: 'mail.example.org' }],
    ['the domain above a verified one', { verified: ['mail.example.org'], ofAddress: 'example.org' }],
    ['no address', { verified: ['example.org'] }],
    ['a connection without a domain', { verified: [], ofAddress: 'example.org' }],
  ])('%s is refused, whether the login is known or not', (_, domains) => {
    const wish = { ...signIn(ada, { realm: sso }), domains };
    given(people(ben))
      .when(wish)
      .refused(named, { connectionId: connectionId(1) });
    given(opened, known(ada, sso))
      .when(wish)
      .refused(named, { connectionId: connectionId(1) });
  });

  test('what says nothing of domains is refused', () => {
    const { domains: _, ...wish } = signIn(ada, { realm: sso });
    given(opened, known(ada, sso)).when(wish).refused(named);
  });

  test('a verified domain beside others is let in, and a social sign-in is not asked', () => {
    const domains = { verified: ['example.net', 'example.org'], ofAddress: 'example.org' };
    const wish = { ...signIn(ada, { realm: sso }), domains };
    given(people(ben))
      .when(wish)
      .gives(...registers(wish, 'notLookedAt'));
    const social = { ...signIn(ada), domains: { verified: [], ofAddress: 'example.net' } };
    given(people(ben))
      .when(social)
      .gives(...registers(social, 'claimed'));
  });
});

test('a login belongs to one identity', () => {
  const claimedTwice: ReadonlyArray<Event> = [
    { type: 'LoginClaimed', login: digest(loginText(ada), secondKey), identityId: ben.identityId },
  ];
  given(openedWithTwo, known(ada), known(ben), claimedTwice)
    .when(signIn(ada, { name: claimsUnderTwo }))
    .refused('LoginBelongsToOneIdentity');
});

test('a sign-in is used once', () => {
  const first: SessionStarted = started(ada, { tokenHash: hashOf('mine') });
  expect(signInIsUsedOnce(first, hashOf('mine'))).toEqual({ _tag: 'Right', right: first });
  expect(signInIsUsedOnce(first, hashOf('of somebody else'))).toEqual({
    _tag: 'Left',
    left: { type: 'SignInIsUsedOnce' },
  });
});

test('GitHub and Google are apart by their issuer, and so are two installations of one', () => {
  const wish = signIn(ada, { issuer: 'https://github.example.org' });
  given(people(ada))
    .when(wish)
    .gives(
      { type: 'LoginClaimed', login: loginOf(ada, 'https://github.example.org'), identityId: ada.identityId },
      linked(wish, { by: 'merge', mailbox: 'claimed', to: ada }),
      vouched(wish, ada),
      { type: 'SessionsInvalidated', identityId: ada.identityId, generation: 1, why: 'merged' },
      session(wish, {
        identity: ada.identityId,
        context: ada.accountId,
        addresses: [digest(ada.email)],
        generation: 1,
      }),
    );
  expect(loginOf(ada, github)).not.toBe(loginOf(ada, 'https://github.example.org'));
});
