import { handleStream, loginStream, mailboxStream, type Stream } from '@recount/domain/facts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digest, firstKey, secondKey } from '../domain/people.js';
import { patience, play, tries } from './histories.js';
import { moves } from './moves.js';
import { addresses, logins, thirdKey } from './neighbourhood.js';
import { type SmallWorld, smallWorld } from './small-world.js';

// Looks after every commit, not at the end only: nothing heals unseen.
const atEveryMoment = (look: (world: SmallWorld) => void): void => {
  fc.assert(
    fc.property(moves, (sequence) => {
      const world = smallWorld();
      sequence.forEach((move, at) => {
        const asked = play(world, move, at + 1);
        if (asked?.decision._tag === 'Right' && asked.decision.right.length > 0) look(world);
      });
    }),
    tries,
  );
};

const accountsOf = ({ standing }: SmallWorld) =>
  [...standing.account.values()].flatMap((account) => (account.in === 'unknown' ? [] : [account]));

test('every team keeps an admin', patience, () => {
  atEveryMoment((world) => {
    const roles = accountsOf(world).map(({ holder }) =>
      holder.kind === 'personal' ? ['admin'] : [...holder.members.values()],
    );
    expect(roles.filter((held) => !held.includes('admin'))).toEqual([]);
  });
});

test('an account has the one handle that names it, and a handle names one account', patience, () => {
  atEveryMoment((world) => {
    const named = accountsOf(world).map(
      ({ accountId, handle }) => [handleStream(handle).name, accountId] as const,
    );
    const claimed = [...world.standing.handle].flatMap(([name, state]) =>
      state.in === 'claimed' ? [[name, state.accountId] as const] : [],
    );
    expect(new Map(claimed)).toEqual(new Map(named));
    expect(named.length).toBe(claimed.length);
  });
});

const keys = [firstKey, secondKey, thirdKey];
const loginClaims = logins.map(({ text }) => keys.map((key) => loginStream(digest(text, key))));
const mailboxClaims = addresses.map((text) => keys.map((key) => mailboxStream(digest(text, key))));

test(
  'a login and a mailbox are held by one identity, under whichever keys they are claimed',
  patience,
  () => {
    atEveryMoment(({ stateOf }) => {
      const holder = (stream: Stream<'login' | 'mailbox'>) => {
        const claim = stateOf(stream);
        return claim.in === 'claimed' ? [claim.identityId] : [];
      };
      const shared = [...loginClaims, ...mailboxClaims].filter(
        (names) => new Set(names.flatMap(holder)).size > 1,
      );
      expect(shared).toEqual([]);
    });
  },
);

test('the members that accounts have are the accounts that identities are in', patience, () => {
  atEveryMoment((world) => {
    const told = accountsOf(world).flatMap(({ accountId, holder }) =>
      holder.kind === 'personal'
        ? [`${holder.ownerId} ${accountId}`]
        : [...holder.members.keys()].map((id) => `${id} ${accountId}`),
    );
    const known = [...world.standing.identity.values()].flatMap((identity) =>
      identity.in !== 'registered' ? [] : identity.accounts.map((id) => `${identity.identityId} ${id}`),
    );
    expect([...known].sort()).toEqual([...told].sort());
  });
});

test('every identity has a personal account, and every personal account is somebody’s', patience, () => {
  atEveryMoment((world) => {
    const owned = accountsOf(world).flatMap(({ accountId, holder }) =>
      holder.kind === 'personal' ? [`${holder.ownerId} ${accountId}`] : [],
    );
    const people = [...world.standing.identity.values()].flatMap((identity) =>
      identity.in === 'registered' ? [identity] : [],
    );
    const known = people.flatMap(({ identityId, personalAccount }) => `${identityId} ${personalAccount}`);
    expect(known.filter((own) => !owned.includes(own))).toEqual([]);
    const ids = people.map(({ identityId }) => identityId);
    expect(owned.filter((own) => !ids.some((id) => own.startsWith(id)))).toEqual([]);
  });
});

test('every login that is claimed is linked to its holder, and every linked one is claimed', patience, () => {
  atEveryMoment((world) => {
    const linked = [...world.standing.identity.values()].flatMap((identity) =>
      identity.in === 'registered'
        ? identity.logins.map(({ login }) => `${identity.identityId} ${login}`)
        : [],
    );
    const wrong = logins.filter(({ text }) => {
      const names = keys.map((key) => digest(text, key));
      const holders = new Set(
        names.flatMap((name) => {
          const claim = world.stateOf(loginStream(name));
          return claim.in === 'claimed' ? [claim.identityId] : [];
        }),
      );
      const by = linked.filter((one) => names.some((name) => one.endsWith(name)));
      return by.length !== holders.size || by.some((one) => ![...holders].some((id) => one.startsWith(id)));
    });
    expect(wrong).toEqual([]);
  });
});

test('an identity that merged into another holds nothing', patience, () => {
  atEveryMoment((world) => {
    const merged = [...world.standing.identity.values()].flatMap((identity) =>
      identity.in === 'merged' ? [identity.identityId] : [],
    );
    const held = [...world.standing.login.values(), ...world.standing.mailbox.values()].filter(
      (claim) => claim.in === 'claimed' && merged.includes(claim.identityId),
    );
    const members = accountsOf(world).flatMap(({ holder }) =>
      holder.kind === 'personal' ? [holder.ownerId] : [...holder.members.keys()],
    );
    expect([held, members.filter((id) => merged.includes(id))]).toEqual([[], []]);
  });
});
