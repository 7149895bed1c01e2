import type { Fact } from '@recount/domain';
import { type IdentityId, namesOf, type Realm, sameRealm } from '@recount/domain/vocabulary';
import { expect, test } from 'vitest';
import { fewer, inEveryWorld, patience } from './histories.js';
import type { Asked, SmallWorld } from './small-world.js';

type Belonging = readonly [identity: IdentityId, realm: Realm];

const social: Realm = { type: 'social' };

// Whom a sign-in or a link touched, and the world that its login was proven in.
const touched = ({ command, decision }: Asked): ReadonlyArray<Belonging> => {
  if ((command.type !== 'SignIn' && command.type !== 'LinkLogin') || decision._tag === 'Left') return [];
  return decision.right.flatMap(({ event }: Fact): ReadonlyArray<Belonging> => {
    switch (event.type) {
      case 'IdentityRegistered':
        return [
          [event.identityId, event.realm],
          [event.identityId, command.realm],
        ];
      case 'SessionStarted':
        return [
          [event.identityId, event.assurance.realm],
          [event.identityId, command.realm],
        ];
      case 'LoginClaimed':
      case 'LoginLinked':
        return [[event.identityId, command.realm]];
      default:
        return [];
    }
  });
};

const holdsMailbox = ({ event }: Fact): ReadonlyArray<Belonging> =>
  event.type === 'MailboxClaimed' ? [[event.identityId, social]] : [];

// Of whom something came to whom: what was one's is another's, or was taken out into another.
const passedOn = ({ decision }: Asked): ReadonlyArray<readonly [IdentityId, IdentityId]> => {
  const facts = decision._tag === 'Right' ? decision.right : [];
  const made = facts.flatMap(({ event }) => (event.type === 'IdentityRegistered' ? [event.identityId] : []));
  return facts.flatMap(({ event }): ReadonlyArray<readonly [IdentityId, IdentityId]> => {
    switch (event.type) {
      case 'IdentitiesMerged':
        return [[event.identityId, event.into]];
      case 'PersonalAccountPassed':
        return [[event.fromId, event.identityId]];
      case 'LoginUnlinked':
        return made.map((id) => [event.identityId, id]);
      default:
        return [];
    }
  });
};

const betweenWorlds = ({ asked, facts }: SmallWorld) => {
  const realms = new Map(
    facts.flatMap(({ event }) =>
      event.type === 'IdentityRegistered' ? [[event.identityId, event.realm] as const] : [],
    ),
  );
  const realmOf = (id: IdentityId): Realm => realms.get(id) ?? social;
  return asked.flatMap(passedOn).filter(([from, to]) => !sameRealm(realmOf(from), realmOf(to)));
};

const inTwoWorlds = ({ asked, facts }: SmallWorld): ReadonlyArray<Belonging> => {
  const belongings = [...asked.flatMap(touched), ...facts.flatMap(holdsMailbox)];
  const own = new Map(belongings);
  return belongings.filter(([id, realm]) => !sameRealm(own.get(id) ?? realm, realm));
};

test(
  'no sequence of sign-ins, invitations, links, merges and address changes joins SSO and social',
  patience,
  () => {
    inEveryWorld((world) => {
      expect([inTwoWorlds(world), betweenWorlds(world)]).toEqual([[], []]);
    });
  },
);

test("a session of single sign-on holds no address but one within its connection's domains", patience, () => {
  inEveryWorld(({ asked }) => {
    const held = asked.flatMap(({ command, decision }) =>
      command.type === 'SignIn' && command.realm.type === 'connection' && decision._tag === 'Right'
        ? decision.right.flatMap(({ event }: Fact) =>
            event.type === 'SessionStarted' ? [{ command, addresses: event.addresses }] : [],
          )
        : [],
    );
    const strange = held.filter(({ command: { address, domains }, addresses }) => {
      const own = address === undefined ? [] : namesOf(address.mailbox);
      const isWithin = domains?.ofAddress !== undefined && domains.verified.includes(domains.ofAddress);
      return addresses.some((one) => !isWithin || !own.includes(one));
    });
    expect(strange).toEqual([]);
  }, fewer);
});

test('a sign-in of single sign-on looks at no mailbox', patience, () => {
  inEveryWorld(({ asked }) => {
    const looked = asked.filter(
      ({ command, read }) =>
        command.type === 'SignIn' &&
        command.realm.type === 'connection' &&
        [...read].some((name) => name.startsWith('mailbox-')),
    );
    expect(looked).toEqual([]);
  }, fewer);
});
