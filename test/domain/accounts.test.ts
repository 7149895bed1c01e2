import type { Command, CommandOf } from '@recount/domain';
import type { Event } from '@recount/domain/facts';
import { day, type Handle } from '@recount/domain/vocabulary';
import { describe, test } from 'vitest';
import { given, sealed } from './given-when-then.js';
import { archived, issued, people, restsUntil, team } from './history.js';
import {
  accountId,
  acme,
  acmeKey,
  ada,
  ben,
  by,
  called,
  claims,
  cleo,
  dora,
  globex,
  handle,
  hashOf,
  invitationId,
  keyId,
  last4,
  now,
  type Person,
  tomorrow,
} from './people.js';

type Place = { readonly accountId: Person['accountId'] };
const rename = (who: Person, { accountId: account }: Place, name: string): Command => ({
  type: 'RenameAccount',
  ...by(who),
  accountId: account,
  name: called(name),
});
const rehandle = (who: Person, { accountId: account }: Place, to: Handle): CommandOf<'ChangeHandle'> => ({
  type: 'ChangeHandle',
  ...by(who),
  accountId: account,
  handle: to,
});
const archive = (who: Person, { accountId: account }: Place): Command => ({
  type: 'ArchiveAccount',
  ...by(who),
  accountId: account,
});
const restore = (who: Person, { accountId: account }: Place): Command => ({
  type: 'RestoreAccount',
  ...by(who),
  accountId: account,
});
const history = [...people(ada, ben), ...team(acme, ada, [ben, 'developer'])];

describe('renaming', () => {
  test('a team gives it another name', () => {
    given(history)
      .when(rename(ada, acme, 'Acme Works'))
      .gives({ type: 'AccountRenamed', accountId: acme.accountId, name: called('Acme Works') });
  });

  test('a team to the name it has writes nothing', () => {
    given(history)
      .when(rename(ada, acme, 'Acme'))
      .isAlreadySo();
  });

  test("one's own account seals the name for its owner", () => {
    const event: Event = { type: 'AccountRenamed', accountId: ada.accountId, identityId: ada.identityId };
    given(people(ada))
      .when(rename(ada, ada, 'Ada L.'))
      .gives(sealed(event, ada.identityId, { name: 'Ada L.' }));
  });

  test('an account that one is a stranger to answers like one that does not exist', () => {
    given(people(ada, ben))
      .when(rename(ben, ada, 'Mine'))
      .refused('AccountUnknown');
    given(people(ada, ben), team(acme, ada))
      .when(rename(ben, acme, 'Mine'))
      .refused('AccountUnknown');
    given(people(ben))
      .when(rename(ben, acme, 'Mine'))
      .refused('AccountUnknown');
  });
});

describe('changing a handle', () => {
  const next = handle('acme-works');
  const changed: ReadonlyArray<Event> = [
    { type: 'HandleClaimed', handle: next, accountId: acme.accountId },
    { type: 'HandleReleased', handle: acme.handle, accountId: acme.accountId, restsUntil },
    { type: 'HandleChanged', accountId: acme.accountId, from: acme.handle, to: next },
  ];

  test('claims the new one and lets the old one rest for 90 days, in one commit', () => {
    given(history)
      .when(rehandle(ada, acme, next))
      .gives(...changed);
  });

  test('to the one it has writes nothing', () => {
    given(history)
      .when(rehandle(ada, acme, acme.handle))
      .isAlreadySo();
  });

  test('back to the one that rests is possible for the account that gave it up', () => {
    given(history, changed)
      .when(rehandle(ada, acme, acme.handle))
      .gives(
        { type: 'HandleClaimed', handle: acme.handle, accountId: acme.accountId },
        { type: 'HandleReleased', handle: next, accountId: acme.accountId, restsUntil },
        { type: 'HandleChanged', accountId: acme.accountId, from: next, to: acme.handle },
      );
  });

  test("of one's own account is possible too", () => {
    given(people(ada))
      .when(rehandle(ada, ada, next))
      .gives(
        { type: 'HandleClaimed', handle: next, accountId: ada.accountId },
        { type: 'HandleReleased', handle: ada.handle, accountId: ada.accountId, restsUntil },
        { type: 'HandleChanged', accountId: ada.accountId, from: ada.handle, to: next },
      );
  });

  test('a handle is taken once: by one account at a time, and by another only after its rest', () => {
    const both = [...history, ...team(globex, ben)];
    given(both)
      .when(rehandle(ada, acme, globex.handle))
      .refused('HandleIsTakenOnce', { handle: globex.handle });
    given(both)
      .when(rehandle(ada, acme, ben.handle))
      .refused('HandleIsTakenOnce');
    given(both, changed)
      .when(rehandle(ben, globex, acme.handle))
      .refused('HandleIsTakenOnce');
    const session = { sessionId: ben.sessionId, expires: now + 100 * day };
    const longSession = both.map((event) =>
      event.type === 'SessionStarted' && event.sessionId === session.sessionId
        ? { ...event, ...session }
        : event,
    );
    given(longSession, changed)
      .when({ ...rehandle(ben, globex, acme.handle), at: restsUntil - 1 })
      .refused('HandleIsTakenOnce');
    given(longSession, changed)
      .when({ ...rehandle(ben, globex, acme.handle), at: restsUntil })
      .gives(
        { type: 'HandleClaimed', handle: acme.handle, accountId: globex.accountId },
        {
          type: 'HandleReleased',
          handle: globex.handle,
          accountId: globex.accountId,
          restsUntil: restsUntil + 90 * day,
        },
        { type: 'HandleChanged', accountId: globex.accountId, from: globex.handle, to: acme.handle },
      );
  });
});

describe('archiving and restoring', () => {
  test('puts a team to rest', () => {
    given(history).when(archive(ada, acme)).gives(archived(acme));
  });

  test('of what is archived writes nothing', () => {
    given(history, archived(acme)).when(archive(ada, acme)).isAlreadySo();
  });

  test('is undone by an admin', () => {
    given(history, archived(acme))
      .when(restore(ada, acme))
      .gives({ type: 'AccountRestored', accountId: acme.accountId });
  });

  test('of what is in use writes nothing', () => {
    given(history).when(restore(ada, acme)).isAlreadySo();
    given(history, archived(acme), { type: 'AccountRestored', accountId: acme.accountId })
      .when(restore(ada, acme))
      .isAlreadySo();
  });

  test("is for one's own account too", () => {
    given(people(ada)).when(archive(ada, ada)).gives(archived(ada));
  });
});

describe('archived accounts are quiet', () => {
  const quiet = [...people(ada, ben, cleo, dora), ...team(acme, ada, [ben, 'admin']), issued(acmeKey, 'API')];
  const invited: Event = {
    type: 'MemberInvited',
    invitationId: invitationId(1),
    accountId: acme.accountId,
    inviterId: ada.identityId,
    role: 'developer',
    invitee: { type: 'link', uses: 5 },
    tokenHash: hashOf('link'),
    expires: tomorrow,
  };
  const within = { ...by(ada), accountId: acme.accountId };
  const member = { ...within, identityId: ben.identityId };
  const bensMembership = { accountId: acme.accountId, identityId: ben.identityId };
  const key = { ...within, keyId: acmeKey.keyId };
  const secret = { hash: hashOf('new'), last4: last4('wxyz') };
  const wishes: ReadonlyArray<Command> = [
    { type: 'RenameAccount', ...within, name: called('Acme Works') },
    { type: 'ChangeHandle', ...within, handle: handle('acme-works') },
    { type: 'ChangeRole', ...member, role: 'auditor' },
    { type: 'IssueKey', ...within, keyId: keyId(9), name: called('ci'), scope: 'API', ...secret },
    { type: 'RenameKey', ...key, name: called('ci') },
    { type: 'RotateKey', ...key, ...secret, graceUntil: tomorrow },
    { type: 'RevokeInvitation', ...within, invitationId: invitationId(1) },
    { type: 'AcceptInvitation', ...by(dora), invitationId: invitationId(1), tokenHash: hashOf('link') },
    {
      type: 'InviteMember',
      ...within,
      invitationId: invitationId(2),
      role: 'auditor',
      addressee: { type: 'address', mailbox: claims(cleo.email), email: cleo.email },
      tokenHash: hashOf('other link'),
      expires: tomorrow,
    },
  ];

  test.each(wishes.map((wish) => [wish.type, wish] as const))('%s', (_, wish) => {
    given(quiet, invited, archived(acme))
      .when(wish)
      .refused('ArchivedAccountsAreQuiet', { accountId: acme.accountId });
  });

  test('but a key can be revoked there, and a member removed', () => {
    given(quiet, archived(acme))
      .when({ type: 'RevokeKey', ...key, why: 'leaked' })
      .gives({ type: 'KeyRevoked', keyId: acmeKey.keyId, accountId: acme.accountId, why: 'leaked' });
    given(quiet, archived(acme))
      .when({ type: 'RemoveMember', ...member })
      .gives({ type: 'MemberRemoved', ...bensMembership }, { type: 'AccountLeft', ...bensMembership });
  });

  test('and speak again when restored', () => {
    given(quiet, archived(acme), { type: 'AccountRestored', accountId: acme.accountId })
      .when(rename(ada, acme, 'Acme Works'))
      .gives({ type: 'AccountRenamed', accountId: acme.accountId, name: called('Acme Works') });
  });
});

test('who leaves an archived team may', () => {
  given(people(ada, ben), team(acme, ada, [ben, 'auditor']), archived(acme))
    .when({ type: 'LeaveAccount', ...by(ben), accountId: acme.accountId })
    .gives(
      { type: 'MemberLeft', accountId: acme.accountId, identityId: ben.identityId },
      { type: 'AccountLeft', identityId: ben.identityId, accountId: acme.accountId },
    );
});

test('an account that nobody opened is unknown', () => {
  given(people(ada))
    .when(archive(ada, { accountId: accountId(77) }))
    .refused('AccountUnknown');
});
