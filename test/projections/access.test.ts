import { credentials, keysOfAccount, sortable } from '@recount/projections';
import { describe, expect, it } from 'vitest';
import {
  accountId,
  at,
  digest,
  displayName,
  hash,
  identityId,
  keyId,
  rowsAfter,
  sessionId,
  type Told,
} from './given.js';

const ada = identityId(1);
const own = accountId(1);
const team = accountId(2);
const key = keyId(1);
const session = sessionId(1);

const issued = {
  type: 'KeyIssued',
  keyId: key,
  accountId: team,
  name: displayName('Nightly'),
  scope: 'API',
  hash: hash('a'),
  last4: 'wxyz',
} as const;
const byAda = { ...issued, issuerId: ada, expires: at(1000) } as const;
const renamed = { type: 'KeyRenamed', keyId: key, accountId: team, name: displayName('Daily') } as const;
const rotated = {
  type: 'KeyRotated',
  keyId: key,
  accountId: team,
  hash: hash('b'),
  last4: 'abcd',
  graceUntil: at(50),
} as const;
const revoked = { type: 'KeyRevoked', keyId: key, accountId: team, why: 'leaked' } as const;

describe('the keys of an account', () => {
  const row = { id: key, group: team, sort: sortable(1), subject: key };
  const shown = {
    keyId: key,
    accountId: team,
    name: 'Nightly',
    scope: 'API',
    last4: 'wxyz',
    issuedAt: at(1),
    state: 'active',
    revision: 0,
  };
  const rotation = { last4: 'abcd', graceUntil: at(50), rotatedAt: at(2) };

  it.each<[string, ReadonlyArray<Told>, object]>([
    ['show a key without its secret', [issued], shown],
    ['name the person who issued one, and its end', [byAda], { ...shown, issuerId: ada, expires: at(1000) }],
    ['show the name that one has by now', [issued, renamed], { ...shown, name: 'Daily', revision: 1 }],
    [
      'say until when a secret works that was rotated away',
      [issued, rotated],
      { ...shown, ...rotation, revision: 1 },
    ],
    [
      'keep one that is revoked, and say why',
      [issued, rotated, revoked],
      { ...shown, ...rotation, state: 'revoked', revokedAt: at(3), why: 'leaked', revision: 2 },
    ],
  ])('%s', (_, told, document) => {
    expect(rowsAfter(keysOfAccount, ...told)).toStrictEqual([{ ...row, document }]);
  });

  it('are listed in the order in which they were issued', () => {
    const rows = rowsAfter(keysOfAccount, { ...issued, keyId: keyId(2) }, issued, {
      ...revoked,
      keyId: keyId(2),
    });
    expect(rows.map(({ id }) => id)).toStrictEqual([keyId(2), key]);
  });
});

describe('a credential', () => {
  const ofKey = {
    type: 'key',
    keyId: key,
    accountId: team,
    scope: 'API',
    hash: hash('a'),
    state: 'active',
  };
  const assurance = {
    login: digest('1'),
    issuer: 'https://github.com',
    realm: { type: 'social' },
  } as const;
  const born = {
    sessionId: session,
    identityId: ada,
    tokenHash: hash('c'),
    assurance,
    generation: 3,
    context: own,
    addresses: [digest('2')],
    expires: at(1000),
  } as const;
  const started = { type: 'SessionStarted', ...born, lostContext: team } as const;
  const ofSession = { type: 'session', ...born, startedAt: at(1), state: 'started' };
  const switched = {
    type: 'ContextSwitched',
    sessionId: session,
    identityId: ada,
    from: own,
    to: team,
  } as const;
  const ended = { type: 'SessionEnded', sessionId: session, identityId: ada, why: 'signedOut' } as const;
  const again = { ...rotated, hash: hash('d'), graceUntil: at(60) } as const;

  it.each<[string, ReadonlyArray<Told>, { readonly type: string; readonly [field: string]: unknown }]>([
    ['is a key, known by its hash', [issued], ofKey],
    ['is a key that has an end', [byAda], { ...ofKey, expires: at(1000) }],
    ['is the same whatever a key is called', [issued, renamed], ofKey],
    [
      'works with the secret before it for a while',
      [issued, rotated],
      { ...ofKey, hash: hash('b'), previous: { hash: hash('a'), until: at(50) } },
    ],
    [
      'works with one secret before it at most',
      [issued, rotated, again],
      { ...ofKey, hash: hash('d'), previous: { hash: hash('b'), until: at(60) } },
    ],
    ['stays when a key is revoked, and says so', [issued, revoked], { ...ofKey, state: 'revoked' }],
    ["is a session, known by its token's hash", [started], ofSession],
    ['says which account a session works in', [started, switched], { ...ofSession, context: team }],
    ['stays when a session ended, and says so', [started, ended], { ...ofSession, state: 'ended' }],
  ])('%s', (_, told, document) => {
    const id = document.type === 'key' ? key : session;
    expect(rowsAfter(credentials, ...told)).toStrictEqual([
      { id, group: id, sort: sortable(1), subject: id, document },
    ]);
  });
});
