import type { Command, CommandOf } from '@recount/domain';
import type { Event } from '@recount/domain/facts';
import { describe, test } from 'vitest';
import { given } from './given-when-then.js';
import {
  archived,
  gone,
  issued,
  known,
  loginText,
  opened,
  people,
  signedOutEverywhere,
  started,
  team,
} from './history.js';
import {
  acme,
  acmeKey,
  ada,
  ben,
  by,
  byKey,
  claims,
  digest,
  now,
  type Person,
  secondKey,
  sessionId,
  sso,
  tomorrow,
} from './people.js';

const switchTo = (person: Person, to: Person['accountId']): Command => ({
  type: 'SwitchContext',
  ...by(person),
  to,
});
const signOut = (person: Person, session = person.sessionId): Command => ({
  type: 'SignOut',
  ...by(person),
  sessionId: session,
});
const everywhere = (person: Person, keepThisOne: boolean): Command => ({
  type: 'SignOutEverywhere',
  ...by(person),
  keepThisOne,
});
const over = (person: Person): Event => ({
  type: 'SessionEnded',
  sessionId: person.sessionId,
  identityId: person.identityId,
  why: 'signedOut',
});
const elsewhere = { ...ada, sessionId: sessionId(21) };
const team1 = team(acme, ben, [ada, 'auditor']);

describe('switching the context', () => {
  const switched: Event = {
    type: 'ContextSwitched',
    sessionId: ada.sessionId,
    identityId: ada.identityId,
    from: ada.accountId,
    to: acme.accountId,
  };

  test('works under another account from now on', () => {
    given(people(ada, ben), team1).when(switchTo(ada, acme.accountId)).gives(switched);
  });

  test("and back to one's own", () => {
    given(people(ada, ben), team1, [switched])
      .when(switchTo(ada, ada.accountId))
      .gives({ ...switched, from: acme.accountId, to: ada.accountId });
  });

  test('to where one is already writes nothing', () => {
    given(people(ada)).when(switchTo(ada, ada.accountId)).isAlreadySo();
  });

  test('changes the session that asks, and no other of the same person', () => {
    given(people(ada, ben), team1, started(elsewhere))
      .when(switchTo(elsewhere, acme.accountId))
      .gives({ ...switched, sessionId: elsewhere.sessionId });
  });

  test('to an archived team is possible, for it can be looked at and restored', () => {
    given(people(ada, ben), team1, archived(acme)).when(switchTo(ada, acme.accountId)).gives(switched);
  });
});

test("context needs membership: a team one is not in, was removed from, or that does not exist, and others' own accounts", () => {
  given(people(ada, ben), team(acme, ben))
    .when(switchTo(ada, acme.accountId))
    .refused('ContextNeedsMembership');
  given(people(ada, ben), team1, gone(acme, ada))
    .when(switchTo(ada, acme.accountId))
    .refused('ContextNeedsMembership');
  given(people(ada)).when(switchTo(ada, acme.accountId)).refused('ContextNeedsMembership');
  given(people(ada, ben)).when(switchTo(ada, ben.accountId)).refused('ContextNeedsMembership');
});

describe('signing out', () => {
  const ended: Event = {
    type: 'SessionEnded',
    sessionId: ada.sessionId,
    identityId: ada.identityId,
    why: 'signedOut',
  };

  test('ends the session that asks', () => {
    given(people(ada)).when(signOut(ada)).gives(ended);
  });

  test("ends another session of one's own", () => {
    given(people(ada), started(elsewhere))
      .when(signOut(ada, elsewhere.sessionId))
      .gives({ ...ended, sessionId: elsewhere.sessionId, why: 'revoked' });
  });

  test('of one that is over writes nothing', () => {
    given(people(ada), started(elsewhere), over(elsewhere))
      .when(signOut(ada, elsewhere.sessionId))
      .isAlreadySo();
  });

  test("never ends somebody else's session, and does not tell whether it exists", () => {
    given(people(ada, ben)).when(signOut(ada, ben.sessionId)).refused('SessionUnknown');
    given(people(ada, ben), over(ben)).when(signOut(ada, ben.sessionId)).refused('SessionUnknown');
    given(people(ada))
      .when(signOut(ada, sessionId(77)))
      .refused('SessionUnknown');
  });
});

describe('signing out everywhere', () => {
  const invalidated = { type: 'SessionsInvalidated', identityId: ada.identityId, generation: 1 } as const;

  test('starts a new generation', () => {
    given(people(ada))
      .when(everywhere(ada, false))
      .gives({ ...invalidated, why: 'signedOutEverywhere' });
  });

  test('may keep the session that asks', () => {
    given(people(ada))
      .when(everywhere(ada, true))
      .gives({ ...invalidated, why: 'signedOutElsewhere', except: ada.sessionId });
  });

  test('is over for every older session, but for the one kept, until the next time', () => {
    const kept: Event = { ...invalidated, why: 'signedOutElsewhere', except: ada.sessionId };
    const history = [...people(ada), started(elsewhere), kept];
    given(history).when(switchTo(ada, ada.accountId)).isAlreadySo();
    given(history).when(switchTo(elsewhere, ada.accountId)).refused('CredentialIsOver');
    given(history, signedOutEverywhere(ada, 2))
      .when(switchTo(ada, ada.accountId))
      .refused('CredentialIsOver');
    const born = started(elsewhere, { generation: 1 });
    given(people(ada), kept, born).when(switchTo(elsewhere, ada.accountId)).isAlreadySo();
  });
});

describe('a session that is over asks for nothing', () => {
  const wish = switchTo(ada, ada.accountId);

  test('when it has ended, expired, or was never started', () => {
    given(people(ada), over(ada)).when(wish).refused('CredentialIsOver');
    given(opened).when(wish).refused('CredentialIsOver');
    const expiring = (at: number): Command => ({ type: 'SwitchContext', ...by(ada), at, to: ada.accountId });
    given(people(ada)).when(expiring(tomorrow)).refused('CredentialIsOver');
    given(people(ada))
      .when(expiring(tomorrow - 1))
      .isAlreadySo();
    given(people(ada)).when(expiring(now)).isAlreadySo();
  });

  test("when it says to be somebody else's", () => {
    const actor = { type: 'session', sessionId: ada.sessionId, identityId: ben.identityId } as const;
    given(people(ada, ben))
      .when({ type: 'SwitchContext', actor, at: now, to: ben.accountId })
      .refused('CredentialIsOver');
  });

  test('and learns nothing of which accounts exist', () => {
    const rename = (to: Person): Command => ({
      type: 'ArchiveAccount',
      ...by(ada),
      accountId: to.accountId,
    });
    given(people(ada), over(ada)).when(rename(ada)).refused('CredentialIsOver');
    given(people(ada), over(ada)).when(rename(ben)).refused('CredentialIsOver');
  });
});

test('keys have no sessions', () => {
  const key = [...people(ada), ...team(acme, ada), issued(acmeKey, 'ADMIN')];
  given(key)
    .when({ type: 'SwitchContext', ...byKey(acmeKey), to: acme.accountId })
    .refused('PeopleManagePeople', { action: 'context:switch' });
  given(key)
    .when({ type: 'SignOut', ...byKey(acmeKey), sessionId: ada.sessionId })
    .refused('PeopleManagePeople', { action: 'session:end' });
  given(key)
    .when({ type: 'SignOutEverywhere', ...byKey(acmeKey), keepThisOne: false })
    .refused('PeopleManagePeople', { action: 'session:end' });
});

describe('a provider that signs somebody out', () => {
  const login = claims(loginText(ada));
  const wish: CommandOf<'EndSessionsOfLogin'> = {
    type: 'EndSessionsOfLogin',
    actor: { type: 'login', login: login.newest },
    at: now,
    login,
  };

  test('ends all their sessions here', () => {
    given(opened, known(ada, sso)).when(wish).gives({
      type: 'SessionsInvalidated',
      identityId: ada.identityId,
      generation: 1,
      why: 'signedOutByProvider',
    });
  });

  test('changes nothing where nobody has the login', () => {
    given(people(ben)).when(wish).isAlreadySo();
  });

  test('is asked again under the claim keys that live', () => {
    const old = { newest: digest(loginText(ada), secondKey), older: [] };
    given(opened, known(ada, sso))
      .when({ ...wish, login: old })
      .refused('ClaimsUseLivingKeys');
  });

  test('is nobody in the social world', () => {
    given(people(ada)).when(wish).isAlreadySo();
  });
});
