import type { Command, CommandOf } from '@recount/domain';
import type { Event } from '@recount/domain/facts';
import type { Invitee, MemberInvited } from '@recount/domain/facts/invitation';
import type { Role } from '@recount/domain/vocabulary';
import { describe, test } from 'vitest';
import { given, sealed } from './given-when-then.js';
import { gone, joined, known, opened, openedWithTwo, people, signedUp, started, team } from './history.js';
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
  dora,
  globex,
  hashOf,
  invitationId,
  now,
  type Person,
  secondKey,
  sso,
  tomorrow,
} from './people.js';

const first = invitationId(1);
const toBen: Invitee = { type: 'address', addresses: [digest(ben.email)] };
const anyTwo: Invitee = { type: 'link', uses: 2 };

const invite = (
  addressee: CommandOf<'InviteMember'>['addressee'],
  role: Role = 'developer',
): CommandOf<'InviteMember'> => ({
  type: 'InviteMember',
  ...by(ada),
  accountId: acme.accountId,
  invitationId: first,
  role,
  addressee,
  tokenHash: hashOf('link'),
  expires: tomorrow,
});
const byAddress = { type: 'address', mailbox: claims(ben.email), email: ben.email } as const;
const invited = (invitee: Invitee, more: Partial<MemberInvited> = {}): Event => ({
  type: 'MemberInvited',
  invitationId: first,
  accountId: acme.accountId,
  inviterId: ada.identityId,
  role: 'developer',
  invitee,
  tokenHash: hashOf('link'),
  expires: tomorrow,
  ...more,
});
const accept = (who: Person, secret = 'link'): Command => ({
  type: 'AcceptInvitation',
  ...by(who),
  invitationId: first,
  tokenHash: hashOf(secret),
});
const decline = (who: Person, secret = 'link'): Command => ({
  type: 'DeclineInvitation',
  ...by(who),
  invitationId: first,
  tokenHash: hashOf(secret),
});
const revoke = (who: Person, { accountId } = acme): Command => ({
  type: 'RevokeInvitation',
  ...by(who),
  accountId,
  invitationId: first,
});
const accepted = ({ identityId }: Person): Event => ({
  type: 'InvitationAccepted',
  invitationId: first,
  accountId: acme.accountId,
  identityId,
});
const declined = ({ identityId }: Person): Event => ({
  type: 'InvitationDeclined',
  invitationId: first,
  accountId: acme.accountId,
  identityId,
});
const takenBack: Event = { type: 'InvitationRevoked', invitationId: first, accountId: acme.accountId };
const joins = (who: Person, role: Role = 'developer') => [
  accepted(who),
  ...joined(acme, [who, role], { by: 'invitation', invitationId: first }),
];
const history = [...people(ada, ben, cleo, dora), ...team(acme, ada)];

describe('inviting', () => {
  test('by address seals the address under the invitation', () => {
    given(history)
      .when(invite(byAddress))
      .gives(sealed(invited(toBen), first, { email: ben.email }));
  });

  test('by link, for the first so many', () => {
    given(history).when(invite(anyTwo)).gives(invited(anyTwo));
  });

  test('by address, under every claim key that lives', () => {
    given(openedWithTwo, signedUp(ada), team(acme, ada))
      .when(invite({ ...byAddress, mailbox: claimsUnderTwo(ben.email) }))
      .gives(
        sealed(
          invited({ type: 'address', addresses: [digest(ben.email, secondKey), digest(ben.email)] }),
          first,
          { email: ben.email },
        ),
      );
  });

  test('claims use living keys: an address named under others is not invited, a link names none', () => {
    const two = [...openedWithTwo, ...signedUp(ada), ...team(acme, ada)];
    given(two).when(invite(byAddress)).refused('ClaimsUseLivingKeys');
    given(history)
      .when(invite({ ...byAddress, mailbox: claimsUnderTwo(ben.email) }))
      .refused('ClaimsUseLivingKeys');
    given(two).when(invite(anyTwo)).gives(invited(anyTwo));
  });

  test('ids are fresh: an invitation is not sent again', () => {
    given(history, invited(toBen)).when(invite(anyTwo)).refused('IdsAreFresh');
  });
});

describe('accepting', () => {
  test('makes one a member, in one commit', () => {
    given(history, invited(toBen))
      .when(accept(ben))
      .gives(...joins(ben));
  });

  test('a link is for as many as it says', () => {
    given(history, invited(anyTwo))
      .when(accept(ben))
      .gives(...joins(ben));
    given(history, invited(anyTwo), joins(ben))
      .when(accept(cleo))
      .gives(...joins(cleo));
  });

  test('as a member of the team writes nothing, and uses nothing up', () => {
    given(history, joined(acme, [ben, 'auditor']), invited(toBen))
      .when(accept(ben))
      .isAlreadySo();
  });

  test('is possible after having declined a link', () => {
    given(history, invited(anyTwo), declined(ben))
      .when(accept(ben))
      .gives(...joins(ben));
  });

  test.each([
    ['a link', [], anyTwo],
    ['the address that their company vouches for', [digest(ben.email)], toBen],
  ] as const)('is for people of single sign-on too, by %s', (_, addresses, to) => {
    given(opened, signedUp(ada), team(acme, ada), known(ben, sso), started(ben, { addresses }), invited(to))
      .when(accept(ben))
      .gives(...joins(ben));
  });

  test('is matched under any claim key that both were named under', () => {
    given(history, invited({ type: 'address', addresses: [digest(ben.email, secondKey), digest(ben.email)] }))
      .when(accept(ben))
      .gives(...joins(ben));
  });

  test('is for people', () => {
    given(history, invited(anyTwo), [
      { type: 'KeyIssued', ...acmeKey, name: acme.name, scope: 'ADMIN', hash: hashOf('k'), last4: '1234' },
    ])
      .when({ type: 'AcceptInvitation', ...byKey(acmeKey), invitationId: first, tokenHash: hashOf('link') })
      .refused('PeopleManagePeople', { action: 'invitations:answer' });
  });

  test('needs a team that exists', () => {
    given(people(ben), invited(toBen)).when(accept(ben)).refused('AccountUnknown');
  });
});

describe('declining', () => {
  test('closes an invitation by address', () => {
    given(history, invited(toBen)).when(decline(ben)).gives(declined(ben));
  });

  test('leaves a link open for the others, and is written once', () => {
    given(history, invited(anyTwo)).when(decline(ben)).gives(declined(ben));
    given(history, invited(anyTwo), declined(ben)).when(decline(ben)).isAlreadySo();
    given(history, invited(anyTwo), declined(ben))
      .when(accept(cleo))
      .gives(...joins(cleo));
  });
});

describe('taking back', () => {
  test('closes an invitation, also one that is half used', () => {
    given(history, invited(toBen)).when(revoke(ada)).gives(takenBack);
    given(history, invited(anyTwo), joins(ben)).when(revoke(ada)).gives(takenBack);
  });

  test('of what was taken back writes nothing', () => {
    given(history, invited(toBen), takenBack).when(revoke(ada)).isAlreadySo();
  });

  test("of another team's invitation finds none", () => {
    given(history, team(globex, ada), invited(toBen)).when(revoke(ada, globex)).refused('InvitationUnknown');
    given(history).when(revoke(ada)).refused('InvitationUnknown');
  });

  test('of what the other side closed says so', () => {
    given(history, invited(toBen), joins(ben)).when(revoke(ada)).refused('InvitationIsUsedOnce');
    given(history, invited(toBen), declined(ben))
      .when(revoke(ada))
      .refused('ClosedInvitationsStayClosed', { why: 'declined' });
  });
});

test('an invitation answers to its link, and a guessed id to nobody', () => {
  given(history, invited(toBen)).when(accept(ben, 'a guess')).refused('InvitationUnknown');
  given(history, invited(toBen)).when(decline(ben, 'a guess')).refused('InvitationUnknown');
  given(history, invited(toBen), takenBack).when(accept(ben, 'a guess')).refused('InvitationUnknown');
});

test('an invitation answers to its link, and one that nobody sent to none', () => {
  given(history).when(accept(ben)).refused('InvitationUnknown');
});

test('an invitation is for this person: who signed in with its address, verified', () => {
  given(history, invited(toBen)).when(accept(cleo)).refused('InvitationIsForThisPerson');
  given(history, invited(toBen)).when(decline(cleo)).refused('InvitationIsForThisPerson');
  const unverified = { ...ben, sessionId: by(dora).actor.sessionId };
  given(
    opened,
    signedUp(ada),
    team(acme, ada),
    known(ben),
    started(unverified, { addresses: [] }),
    invited(toBen),
  )
    .when(accept(unverified))
    .refused('InvitationIsForThisPerson');
  given(
    opened,
    signedUp(ada),
    team(acme, ada),
    known(ben, sso),
    started(ben, { addresses: [] }),
    invited(toBen),
  )
    .when(accept(ben))
    .refused('InvitationIsForThisPerson');
});

test('an invitation is used once: by address by one, by link once by each and as often as it says', () => {
  given(history, invited(toBen), joins(ben)).when(accept(ben)).refused('InvitationIsUsedOnce');
  for (const invitee of [toBen, anyTwo])
    given(history, invited(invitee), joins(ben), gone(acme, ben))
      .when(accept(ben))
      .refused('InvitationIsUsedOnce');
  given(history, invited(anyTwo), joins(ben), joins(cleo)).when(accept(dora)).refused('InvitationIsUsedOnce');
  given(history, invited(toBen), joins(ben)).when(decline(ben)).refused('InvitationIsUsedOnce');
});

test('closed invitations stay closed: declined, taken back, expired', () => {
  const closed = (why: string) => ['ClosedInvitationsStayClosed', { why }] as const;
  given(history, invited(toBen), declined(ben))
    .when(accept(ben))
    .refused(...closed('declined'));
  given(history, invited(toBen), declined(ben))
    .when(decline(ben))
    .refused(...closed('declined'));
  given(history, invited(toBen), takenBack)
    .when(accept(ben))
    .refused(...closed('revoked'));
  given(history, invited(anyTwo), takenBack)
    .when(decline(cleo))
    .refused(...closed('revoked'));
  given(history, invited(anyTwo, { expires: now }))
    .when(accept(ben))
    .refused(...closed('expired'));
  given(history, invited(anyTwo, { expires: now + 1 }))
    .when(accept(ben))
    .gives(...joins(ben));
});

test('removed members need a fresh invitation: one that was sent before they went brings nobody back', () => {
  const before = [...history, ...joined(acme, [ben, 'developer']), invited(anyTwo), ...gone(acme, ben)];
  given(before).when(accept(ben)).refused('RemovedMembersNeedAFreshInvitation');
  given(history, joined(acme, [ben, 'developer']), gone(acme, ben), [invited(anyTwo, { removals: 1 })])
    .when(accept(ben))
    .gives(...joins(ben));
  given(history, gone(acme, ben))
    .when(invite(anyTwo))
    .gives(invited(anyTwo, { removals: 1 }));
});

test('an inviter still may invite, or the invitation holds no more', () => {
  const another = [
    ...history,
    ...joined(acme, [cleo, 'admin']),
    invited(toBen, { inviterId: cleo.identityId, role: 'admin' }),
  ];
  given(another)
    .when(accept(ben))
    .gives(...joins(ben, 'admin'));
  given(another, gone(acme, cleo)).when(accept(ben)).refused('InviterStillMayInvite');
  const demoted: Event = {
    type: 'RoleChanged',
    accountId: acme.accountId,
    identityId: cleo.identityId,
    from: 'admin',
    to: 'developer',
  };
  given(another, demoted).when(accept(ben)).refused('InviterStillMayInvite');
  given(another, gone(acme, cleo)).when(decline(ben)).gives(declined(ben));
});
