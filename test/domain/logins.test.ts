import type { Event } from '@recount/domain/facts';
import { minute } from '@recount/domain/vocabulary';
import { describe, expect, test } from 'vitest';
import { factOf, given, sealed } from './given-when-then.js';
import { known, loginText, opened, people, started, team } from './history.js';
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
  google,
  identityId,
  now,
  social,
  sso,
} from './people.js';
import { fresh, loginOf } from './sign-in-wish.js';
import {
  adaIs,
  elsewhere,
  ended,
  knownAs,
  link,
  linkedGoogle,
  merge,
  profile,
  stale,
  unlink,
  unmerge,
  vouched,
  withElsewhere,
  withGoogle,
} from './login-wish.js';

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
