import type { Command } from '@recount/domain';
import { type Actor, handleRest } from '@recount/domain/vocabulary';
import { describe, test } from 'vitest';
import { given } from './given-when-then.js';
import { issued, joined, known, opened, people, started, team } from './history.js';
import { acme, acmeKey, ada, ben, by, byKey, digest, globex, now, sso, type Workspace } from './people.js';

const create = (asking: { readonly actor: Actor; readonly at: number }, workspace: Workspace): Command => ({
  type: 'CreateTeam',
  ...asking,
  ...workspace,
});
const created = team(acme, ada);

describe('creating a team', () => {
  test('claims its handle and makes its creator an admin, in one commit', () => {
    given(people(ada))
      .when(create(by(ada), acme))
      .gives(...created);
  });

  test('is for people of single sign-on too', () => {
    given(opened, known(ada, sso), started(ada, { addresses: [] }))
      .when(create(by(ada), acme))
      .gives(...created);
  });

  test('is for somebody who is in other teams', () => {
    given(people(ada, ben), team(globex, ben), joined(globex, [ada, 'auditor']))
      .when(create(by(ada), acme))
      .gives(...created);
  });

  test('ids are fresh: an account is not created again', () => {
    given(people(ada), created)
      .when(create(by(ada), { ...globex, accountId: acme.accountId }))
      .refused('IdsAreFresh');
    given(people(ada, ben))
      .when(create(by(ada), { ...acme, accountId: ben.accountId }))
      .refused('IdsAreFresh');
  });

  test('a handle is taken once: not one that names an account, nor one that rests', () => {
    given(people(ada, ben), team(globex, ben))
      .when(create(by(ada), { ...acme, handle: globex.handle }))
      .refused('HandleIsTakenOnce', { handle: globex.handle });
    given(people(ada, ben))
      .when(create(by(ada), { ...acme, handle: ben.handle }))
      .refused('HandleIsTakenOnce');
    given(people(ada), {
      type: 'HandleReleased',
      handle: acme.handle,
      accountId: globex.accountId,
      restsUntil: now + handleRest,
    })
      .when(create(by(ada), acme))
      .refused('HandleIsTakenOnce');
  });

  test('is possible with a handle whose rest is over', () => {
    given(people(ada), {
      type: 'HandleReleased',
      handle: acme.handle,
      accountId: globex.accountId,
      restsUntil: now,
    })
      .when(create(by(ada), acme))
      .gives(...created);
  });

  test('is for people: no key, no login without a session, not the service itself', () => {
    given(people(ada), created, issued(acmeKey, 'ADMIN'))
      .when(create(byKey(acmeKey), globex))
      .refused('PeopleManagePeople', { action: 'team:create' });
    given(people(ada))
      .when(create({ actor: { type: 'login', login: digest('somebody') }, at: now }, acme))
      .refused('PeopleManagePeople');
    given(people(ada))
      .when(create({ actor: { type: 'system', name: 'start' }, at: now }, acme))
      .refused('PeopleManagePeople');
  });

  test('needs a session that is good', () => {
    given(opened, known(ada))
      .when(create(by(ada), acme))
      .refused('CredentialIsOver');
  });
});
