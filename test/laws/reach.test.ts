import type { CommandType, Refusal } from '@recount/domain';
import type { EventType } from '@recount/domain/facts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patience, worldAfter } from './histories.js';
import { eventTypes } from './events.js';
import { moves } from './moves.js';

// Laws over histories that never get anywhere would hold of anything.
const sample = fc.sample(moves, { numRuns: 500, seed: 20_241_101 }).map(worldAfter);

const notYetWritten: ReadonlySet<EventType> = new Set(['ClaimKeyRetired']);

const refusals: ReadonlyArray<Refusal['type']> = [
  'AccountUnknown',
  'ActionNeedsPermission',
  'ArchivedAccountsAreQuiet',
  'ClaimsUseLivingKeys',
  'ClosedInvitationsStayClosed',
  'ContextNeedsMembership',
  'CredentialIsOver',
  'GrantNoMoreThanYouHold',
  'HandleIsTakenOnce',
  'IdentityKeepsALogin',
  'IdsAreFresh',
  'InvitationIsForThisPerson',
  'InvitationIsUsedOnce',
  'InvitationUnknown',
  'InviterStillMayInvite',
  'KeysBelongToAccounts',
  'KeysEndInTheFuture',
  'KeysMintOnlyLesserKeys',
  'LoginBelongsToOneIdentity',
  'LoginUnknown',
  'MemberUnknown',
  'PeopleManagePeople',
  'PersonalAccountHasOnePerson',
  'RevokedKeysStayRevoked',
  'SessionUnknown',
  'SingleSignOnHasOneLogin',
  'SsoAndSocialStayApart',
  'TeamKeepsAnAdmin',
  'WaysInNeedAFreshSignIn',
];

test('the histories that the laws look at hold everything that happens', patience, () => {
  const happened = new Set(sample.flatMap(({ facts }) => facts.map(({ event }) => event.type)));
  expect(eventTypes.filter((type) => !happened.has(type) && !notYetWritten.has(type))).toEqual([]);
});

test('every refusal is met in them', patience, () => {
  const met = new Set<string>(
    sample.flatMap(({ asked }) =>
      asked.flatMap(({ decision }) => (decision._tag === 'Left' ? [decision.left.type] : [])),
    ),
  );
  expect(refusals.filter((type) => !met.has(type))).toEqual([]);
});

test('and every command is carried out in them', patience, () => {
  const done = new Map<CommandType, number>();
  for (const { command, decision } of sample.flatMap(({ asked }) => asked))
    if (decision._tag === 'Right' && decision.right.length > 0)
      done.set(command.type, (done.get(command.type) ?? 0) + 1);
  expect([...done].filter(([, times]) => times < 5)).toEqual([]);
  expect(done.size).toBe(25);
});
