import type { Event } from '@recount/domain/facts';
import { describe, test } from 'vitest';
import { given } from './given-when-then.js';
import {
  archived,
  gone,
  holdsMailbox,
  joined,
  known,
  loginText,
  opened,
  openedWithTwo,
  people,
  started,
  team,
} from './history.js';
import { acme, ada, ben, claimsUnderTwo, digest, firstKey, globex, google, secondKey } from './people.js';
import { fresh, linked, loginOf, newSession, registers, session, signIn } from './sign-in-wish.js';

const adaReleasedGoogle: Event = {
  type: 'LoginReleased',
  login: loginOf(ada, google),
  barredFrom: ada.identityId,
};

const vouchedNow = (login = loginOf(ada), mailbox = digest(ada.email, secondKey)): Event => ({
  type: 'AddressVouched',
  identityId: ada.identityId,
  login,
  mailbox,
});

describe('while two claim keys live', () => {
  const both = (what: string) => [digest(what, secondKey), digest(what)];
  const wish = signIn(ada, { name: claimsUnderTwo });

  test('a login and a mailbox claimed under the older are read, and claimed under the newest as well', () => {
    given(openedWithTwo, known(ada), holdsMailbox(ada))
      .when(wish)
      .gives(
        { type: 'LoginClaimed', login: digest(loginText(ada), secondKey), identityId: ada.identityId },
        { type: 'MailboxClaimed', mailbox: digest(ada.email, secondKey), identityId: ada.identityId },
        vouchedNow(),
        session(wish, { identity: ada.identityId, context: ada.accountId, addresses: both(ada.email) }),
      );
  });

  test('what is claimed under both already is left as it is', () => {
    const moved: ReadonlyArray<Event> = [
      { type: 'LoginClaimed', login: digest(loginText(ada), secondKey), identityId: ada.identityId },
      { type: 'MailboxClaimed', mailbox: digest(ada.email, secondKey), identityId: ada.identityId },
      vouchedNow(),
    ];
    given(openedWithTwo, known(ada), holdsMailbox(ada), moved)
      .when(wish)
      .gives(session(wish, { identity: ada.identityId, context: ada.accountId, addresses: both(ada.email) }));
  });

  test('a mailbox claimed under the older merges, and is claimed under the newest as well', () => {
    const byGoogle = signIn(ada, { issuer: google, name: claimsUnderTwo });
    given(openedWithTwo, known(ada), holdsMailbox(ada))
      .when(byGoogle)
      .gives(
        {
          type: 'LoginClaimed',
          login: digest(loginText(ada, google), secondKey),
          identityId: ada.identityId,
        },
        { type: 'MailboxClaimed', mailbox: digest(ada.email, secondKey), identityId: ada.identityId },
        linked(byGoogle, { by: 'merge', mailbox: 'claimed', to: ada }),
        vouchedNow(),
        vouchedNow(digest(loginText(ada, google), secondKey)),
        vouchedNow(digest(loginText(ada, google), secondKey), digest(ada.email)),
        { type: 'SessionsInvalidated', identityId: ada.identityId, generation: 1, why: 'merged' },
        session(byGoogle, {
          identity: ada.identityId,
          context: ada.accountId,
          addresses: both(ada.email),
          generation: 1,
        }),
      );
  });

  test('a bar under the older holds', () => {
    const byGoogle = signIn(ada, { issuer: google, name: claimsUnderTwo });
    given(openedWithTwo, known(ada), holdsMailbox(ada), adaReleasedGoogle)
      .when(byGoogle)
      .gives(...registers(byGoogle, 'heldByAnother'));
  });
});

describe('claims use living keys', () => {
  test('in the login and in the address of a sign-in', () => {
    const { address: _, ...bare } = signIn(ada);
    given(openedWithTwo).when(bare).refused('ClaimsUseLivingKeys');
    given(opened)
      .when(signIn(ada, { name: claimsUnderTwo }))
      .refused('ClaimsUseLivingKeys');
    given(openedWithTwo, [{ type: 'ClaimKeyRetired', kid: firstKey }])
      .when(bare)
      .refused('ClaimsUseLivingKeys');
    given().when(bare).refused('ClaimsUseLivingKeys');
    const older = { verified: true, mailbox: { newest: digest(ada.email), older: [] } };
    given(openedWithTwo)
      .when({ ...signIn(ada, { name: claimsUnderTwo }), address: older })
      .refused('ClaimsUseLivingKeys');
  });
});

describe('ids are fresh', () => {
  test("of a sign-in: its session, and a new person's identity and account", () => {
    const other = { ...ada, sessionId: newSession.sessionId };
    given(people(ada), started(other)).when(signIn(ada)).refused('IdsAreFresh');
    const wish = signIn(ada);
    const { candidates } = wish;
    const sameIdentity = { ...wish, candidates: { ...candidates, identityId: ben.identityId } };
    const sameAccount = { ...wish, candidates: { ...candidates, accountId: ben.accountId } };
    given(people(ben)).when(sameIdentity).refused('IdsAreFresh');
    given(people(ben)).when(sameAccount).refused('IdsAreFresh');
  });
});

describe('a handle is taken once', () => {
  const takes = (n: 0 | 1 | 2): Event => ({
    type: 'HandleClaimed',
    handle: fresh.handles[n],
    accountId: acme.accountId,
  });

  test('a new person gets the first of three that is free', () => {
    const wish = signIn(ada);
    given(opened, takes(0))
      .when(wish)
      .gives(...registers(wish, 'claimed', fresh.handles[1]));
    given(opened, takes(0), takes(1))
      .when(wish)
      .gives(...registers(wish, 'claimed', fresh.handles[2]));
    given(opened, takes(0), takes(1), takes(2)).when(wish).refused('HandleIsTakenOnce');
  });
});

describe('a sign-in lands where the person was last', () => {
  const wish = signIn(ada, { more: { lastContext: acme.accountId } });
  const landed = { identity: ada.identityId, addresses: [digest(ada.email)] };

  test('in a team that they belong to', () => {
    given(people(ada, ben), team(acme, ben, [ada, 'auditor']))
      .when(wish)
      .gives(session(wish, { ...landed, context: acme.accountId }));
  });

  test('or in their own account, naming a team that is archived', () => {
    given(people(ada, ben), team(acme, ben, [ada, 'auditor']), archived(acme))
      .when(wish)
      .gives(session(wish, { ...landed, context: ada.accountId, lostContext: acme.accountId }));
  });

  test('or in their own account, naming a team that does not exist', () => {
    given(people(ada))
      .when(wish)
      .gives(session(wish, { ...landed, context: ada.accountId, lostContext: acme.accountId }));
  });

  test('context needs membership: or in their own account, naming the team they are not in any more', () => {
    given(people(ada, ben), team(acme, ben, [ada, 'auditor']), gone(acme, ada))
      .when(wish)
      .gives(session(wish, { ...landed, context: ada.accountId, lostContext: acme.accountId }));
    given(people(ada, ben), team(globex, ben), joined(globex, [ada, 'admin']), team(acme, ben))
      .when(wish)
      .gives(session(wish, { ...landed, context: ada.accountId, lostContext: acme.accountId }));
  });
});
