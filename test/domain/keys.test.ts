import type { Command, CommandOf } from '@recount/domain';
import type { Event } from '@recount/domain/facts';
import { type KeyIssued, keyIsUsable } from '@recount/domain/facts/key';
import type { Actor, Scope } from '@recount/domain/vocabulary';
import { describe, expect, test } from 'vitest';
import { foldOf, given } from './given-when-then.js';
import { gone, issued, people, revoked, team } from './history.js';
import {
  acme,
  acmeKey,
  ada,
  ben,
  by,
  byKey,
  called,
  cleo,
  globex,
  globexKey,
  hashOf,
  type Key,
  keyId,
  last4,
  now,
  otherAcmeKey,
  tomorrow,
} from './people.js';

type Asking = { readonly actor: Actor; readonly at: number };
const fresh: Key = { keyId: keyId(9), accountId: acme.accountId };
const secret = { hash: hashOf('a new secret'), last4: last4('wX9z') };

const issue = (asking: Asking, scope: Scope, more: Partial<CommandOf<'IssueKey'>> = {}): Command => ({
  type: 'IssueKey',
  ...asking,
  ...fresh,
  name: called('ci'),
  scope,
  ...secret,
  ...more,
});
const rename = (asking: Asking, key: Key, name = 'ci'): Command => ({
  type: 'RenameKey',
  ...asking,
  ...key,
  name: called(name),
});
const rotate = (asking: Asking, key: Key, hash = secret.hash): Command => ({
  type: 'RotateKey',
  ...asking,
  ...key,
  ...secret,
  hash,
  graceUntil: tomorrow,
});
const revoke = (asking: Asking, key: Key): Command => ({
  type: 'RevokeKey',
  ...asking,
  ...key,
  why: 'leaked',
});
const minted = (scope: Scope, more: Partial<KeyIssued> = {}): KeyIssued => ({
  type: 'KeyIssued',
  ...fresh,
  name: called('ci'),
  scope,
  ...secret,
  ...more,
});
const rotated: Event = {
  type: 'KeyRotated',
  ...acmeKey,
  ...secret,
  graceUntil: tomorrow,
};

const history = [...people(ada, ben, cleo), ...team(acme, ada, [cleo, 'developer']), ...team(globex, ben)];
const asAda = by(ada);

describe('issuing a key', () => {
  test('of either scope, by a person, whom it names', () => {
    given(history)
      .when(issue(asAda, 'API'))
      .gives(minted('API', { issuerId: ada.identityId }));
    given(history)
      .when(issue(asAda, 'ADMIN'))
      .gives(minted('ADMIN', { issuerId: ada.identityId }));
  });

  test("of one's own account", () => {
    given(history)
      .when(issue(asAda, 'ADMIN', { accountId: ada.accountId }))
      .gives(minted('ADMIN', { accountId: ada.accountId, issuerId: ada.identityId }));
  });

  test('by an ADMIN key, which names no person', () => {
    given(history, issued(acmeKey, 'ADMIN'))
      .when(issue(byKey(acmeKey), 'API'))
      .gives(minted('API'));
  });

  test('with an end', () => {
    given(history)
      .when(issue(asAda, 'API', { expires: now + 1 }))
      .gives(minted('API', { expires: now + 1, issuerId: ada.identityId }));
  });

  test('ids are fresh: a key is not issued again, not even under another account', () => {
    given(history, minted('API')).when(issue(asAda, 'API')).refused('IdsAreFresh');
    given(history, minted('API', { accountId: globex.accountId }))
      .when(issue(asAda, 'API'))
      .refused('IdsAreFresh');
  });
});

describe('a key', () => {
  const one = [...history, issued(acmeKey, 'API')];

  test('is renamed', () => {
    given(one)
      .when(rename(asAda, acmeKey))
      .gives({ type: 'KeyRenamed', ...acmeKey, name: called('ci') });
    given(one)
      .when(rename(asAda, acmeKey, 'build'))
      .isAlreadySo();
  });

  test('is rotated', () => {
    given(one).when(rotate(asAda, acmeKey)).gives(rotated);
    given(one, [rotated]).when(rotate(asAda, acmeKey)).isAlreadySo();
  });

  test('works by both secrets until the grace is over', () => {
    expect(foldOf('key', [issued(acmeKey, 'API'), rotated])).toMatchObject({
      in: 'active',
      hash: secret.hash,
      previous: { hash: hashOf(acmeKey.keyId), until: tomorrow },
    });
  });

  test('is revoked, once', () => {
    given(one).when(revoke(asAda, acmeKey)).gives(revoked(acmeKey));
    given(one, revoked(acmeKey)).when(revoke(asAda, acmeKey)).isAlreadySo();
  });

  test('outlives the membership of whoever issued it', () => {
    const issuedByCleo = issued(acmeKey, 'ADMIN', { issuerId: cleo.identityId });
    given(history, [issuedByCleo], gone(acme, cleo))
      .when(issue(byKey(acmeKey), 'API'))
      .gives(minted('API'));
  });

  test('changes lesser keys if it is an ADMIN key', () => {
    const two = [...history, issued(acmeKey, 'ADMIN'), issued(otherAcmeKey, 'API')];
    given(two)
      .when(revoke(byKey(acmeKey), otherAcmeKey))
      .gives(revoked(otherAcmeKey));
    given(two)
      .when(rename(byKey(acmeKey), otherAcmeKey))
      .gives({ type: 'KeyRenamed', ...otherAcmeKey, name: called('ci') });
  });
});

test('keys belong to accounts: under any other a key does not exist', () => {
  const both = [...history, issued(acmeKey, 'API'), issued(globexKey, 'API')];
  const misplaced: Key = { keyId: globexKey.keyId, accountId: acme.accountId };
  for (const act of [rename, rotate, revoke]) {
    given(both).when(act(asAda, misplaced)).refused('KeysBelongToAccounts');
    given(both).when(act(asAda, fresh)).refused('KeysBelongToAccounts');
  }
});

test('keys mint only lesser keys, and change no other', () => {
  const two = [...history, issued(acmeKey, 'ADMIN'), issued(otherAcmeKey, 'ADMIN')];
  const asKey = byKey(acmeKey);
  const refused = (command: Command) =>
    given(two).when(command).refused('KeysMintOnlyLesserKeys', { scope: 'ADMIN' });
  refused(issue(asKey, 'ADMIN'));
  for (const act of [rename, rotate, revoke]) {
    refused(act(asKey, otherAcmeKey));
    refused(act(asKey, acmeKey));
  }
});

test('revoked keys stay revoked: neither renamed nor rotated', () => {
  const dead = [...history, issued(acmeKey, 'API'), revoked(acmeKey)];
  given(dead).when(rename(asAda, acmeKey)).refused('RevokedKeysStayRevoked', { keyId: acmeKey.keyId });
  given(dead).when(rotate(asAda, acmeKey)).refused('RevokedKeysStayRevoked', { keyId: acmeKey.keyId });
});

test('minted keys end with their maker: a key that ends tells no secret of one that outlives it', () => {
  const ending = [...history, issued(acmeKey, 'ADMIN', { expires: tomorrow })];
  const other = { ...acmeKey, keyId: keyId(7) };
  const maker = byKey(acmeKey);
  given(ending).when(issue(maker, 'API')).refused('MintedKeysEndWithTheirMaker', { expires: tomorrow });
  given(ending)
    .when(issue(maker, 'API', { expires: tomorrow + 1 }))
    .refused('MintedKeysEndWithTheirMaker');
  given(ending)
    .when(issue(maker, 'API', { expires: tomorrow }))
    .gives(minted('API', { expires: tomorrow }));
  given(ending, issued(other, 'API')).when(rotate(maker, other)).refused('MintedKeysEndWithTheirMaker');
  given(ending, issued(other, 'API')).when(revoke(maker, other)).gives(revoked(other));
});

test('keys end in the future', () => {
  given(history)
    .when(issue(asAda, 'API', { expires: now }))
    .refused('KeysEndInTheFuture', { expires: now });
  given(history)
    .when(issue(asAda, 'API', { expires: 0 }))
    .refused('KeysEndInTheFuture', { expires: 0 });
});

describe('a key that is over asks for nothing', () => {
  const wish = issue(byKey(acmeKey), 'API');

  test('when it was revoked, has expired, or was never issued', () => {
    given(history, issued(acmeKey, 'ADMIN'), revoked(acmeKey)).when(wish).refused('CredentialIsOver');
    given(history, issued(acmeKey, 'ADMIN', { expires: now }))
      .when(wish)
      .refused('CredentialIsOver');
    const lesser = { expires: now + 1 };
    given(history, issued(acmeKey, 'ADMIN', lesser))
      .when(issue(byKey(acmeKey), 'API', lesser))
      .gives(minted('API', lesser));
    given(history).when(wish).refused('CredentialIsOver');
  });

  test("when it says to be another account's", () => {
    const actor = { type: 'key', keyId: globexKey.keyId, accountId: acme.accountId } as const;
    given(history, issued(globexKey, 'ADMIN'))
      .when(issue({ actor, at: now }, 'API'))
      .refused('CredentialIsOver');
  });

  test('a key is usable to the exact moment of its end', () => {
    const key = { in: 'active', expires: tomorrow };
    expect(keyIsUsable(key, tomorrow - 1)).toBe(true);
    expect(keyIsUsable(key, tomorrow)).toBe(false);
    expect(keyIsUsable({ in: 'revoked', expires: undefined }, now)).toBe(false);
    expect(keyIsUsable({ in: 'active', expires: undefined }, Number.MAX_SAFE_INTEGER)).toBe(true);
  });
});

describe('a key of one account under another', () => {
  const two = [...history, issued(globexKey, 'ADMIN'), issued(acmeKey, 'API')];
  const asGlobex = byKey(globexKey);

  test.each([
    issue(asGlobex, 'API'),
    rename(asGlobex, acmeKey),
    rotate(asGlobex, acmeKey),
    revoke(asGlobex, acmeKey),
  ])('$type finds no account', (command) => {
    given(two).when(command).refused('AccountUnknown');
  });

  test("finds no personal account of its team's members", () => {
    given(two)
      .when(issue(asGlobex, 'API', { accountId: ben.accountId }))
      .refused('AccountUnknown');
  });
});
