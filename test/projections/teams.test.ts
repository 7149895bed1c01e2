import { invitationsOfAccount, membersOfAccount, sortable } from '@recount/projections';
import { describe, expect, it } from 'vitest';
import {
  accountId,
  at,
  digest,
  eventAt,
  hash,
  identityId,
  invitationId,
  rowsAfter,
  type Told,
} from './given.js';

const ada = identityId(1);
const bob = identityId(2);
const team = accountId(2);
const invitation = invitationId(1);

describe('the members of a team', () => {
  const created = {
    type: 'MemberJoined',
    accountId: team,
    identityId: ada,
    role: 'admin',
    by: 'creation',
  } as const;
  const accepted = {
    type: 'MemberJoined',
    accountId: team,
    identityId: bob,
    role: 'developer',
    by: 'invitation',
    invitationId: invitation,
  } as const;
  const place = { group: team, subject: team };
  const first = {
    ...place,
    id: `${team}/${ada}`,
    sort: sortable(1),
    document: { identityId: ada, role: 'admin', by: 'creation', joinedAt: at(1), position: 1 },
  };
  const second = {
    ...place,
    id: `${team}/${bob}`,
    sort: sortable(2),
    document: {
      identityId: bob,
      role: 'developer',
      by: 'invitation',
      invitationId: invitation,
      joinedAt: at(2),
      position: 2,
    },
  };

  it('are listed in the order in which they joined', () => {
    expect(rowsAfter(membersOfAccount, created, accepted)).toStrictEqual([first, second]);
  });

  it('keep their place when their role changes', () => {
    const who = { accountId: team, identityId: ada } as const;
    expect(
      rowsAfter(membersOfAccount, created, accepted, {
        type: 'RoleChanged',
        ...who,
        from: 'admin',
        to: 'billing',
      }),
    ).toStrictEqual([{ ...first, document: { ...first.document, role: 'billing' } }, second]);
  });

  it.each(['MemberRemoved', 'MemberLeft'] as const)('are no longer listed after %s', (type) => {
    const gone = { type, accountId: team, identityId: bob } as const;
    expect(rowsAfter(membersOfAccount, created, accepted, gone)).toStrictEqual([first]);
  });
});

describe('the invitations of a team', () => {
  const byAddress = {
    type: 'MemberInvited',
    invitationId: invitation,
    accountId: team,
    inviterId: ada,
    role: 'developer',
    invitee: { type: 'address', addresses: [digest('1')] },
    tokenHash: hash('a'),
    expires: at(1000),
  } as const;
  const byLink = { ...byAddress, invitee: { type: 'link', uses: 2 } } as const;
  const about = { invitationId: invitation, accountId: team } as const;
  const accepted = { type: 'InvitationAccepted', ...about, identityId: bob } as const;
  const acceptedToo = { type: 'InvitationAccepted', ...about, identityId: identityId(3) } as const;
  const declined = { type: 'InvitationDeclined', ...about, identityId: bob } as const;
  const revoked = { type: 'InvitationRevoked', ...about } as const;
  const row = { id: invitation, group: team, sort: sortable(1), subject: team };
  const shown = {
    invitationId: invitation,
    accountId: team,
    inviterId: ada,
    role: 'developer',
    invitee: { type: 'address' },
    acceptedBy: [],
    state: 'open',
    sentAt: at(1),
    expires: at(1000),
    revision: 0,
  };
  const link = { ...shown, invitee: { type: 'link', uses: 2 } };

  it('are shown without the secret and without digests of the address', () => {
    expect(rowsAfter(invitationsOfAccount, byAddress)).toStrictEqual([{ ...row, document: shown }]);
  });

  it('keep the address sealed under the invitation', () => {
    const sealed = { subject: invitation, event: eventAt(1), type: 'MemberInvited', cipher: 'cipher' };
    expect(
      rowsAfter(invitationsOfAccount, { event: byAddress, sealed: { [invitation]: 'cipher' } }),
    ).toStrictEqual([{ ...row, document: { ...shown, invitee: { type: 'address', sealed } } }]);
  });

  it.each<[string, ReadonlyArray<Told>, object]>([
    [
      'one for an address is used when it is accepted',
      [byAddress, accepted],
      { ...shown, state: 'used', acceptedBy: [bob], revision: 1 },
    ],
    [
      'a link is open while it has uses left',
      [byLink, accepted],
      { ...link, acceptedBy: [bob], revision: 1 },
    ],
    [
      'a link is used when it has none left',
      [byLink, accepted, acceptedToo],
      { ...link, state: 'used', acceptedBy: [bob, identityId(3)], revision: 2 },
    ],
    [
      'one for an address is over when it is declined',
      [byAddress, declined],
      { ...shown, state: 'declined', revision: 1 },
    ],
    ['a link that somebody declined stays open for the others', [byLink, declined], { ...link, revision: 1 }],
    [
      'one that the team took back stays in the list',
      [byLink, accepted, revoked],
      { ...link, state: 'revoked', acceptedBy: [bob], revision: 2 },
    ],
  ])('%s', (_, told, document) => {
    expect(rowsAfter(invitationsOfAccount, ...told)).toStrictEqual([{ ...row, document }]);
  });
});
