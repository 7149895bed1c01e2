import { closed, DisplayName, IdentityId, KeyId, Scope } from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { type Method, plain, route } from '../route.js';
import { Cursor, Moment, PagingAsOf, ReadAsOf, underAccount, whole } from '../words.js';

/** Why a key is revoked. */
export const RevokedBecause = t.keyof(
  { unused: null, leaked: null, replaced: null, other: null },
  'RevokedBecause',
);
export type RevokedBecause = t.TypeOf<typeof RevokedBecause>;

/** A key as its account sees it; its secret is never shown again. */
export const KeyShown = closed(
  'KeyShown',
  {
    keyId: KeyId,
    name: DisplayName,
    scope: Scope,
    last4: t.string,
    state: t.keyof({ active: null, revoked: null, expired: null }, 'KeyState'),
    issuedAt: Moment,
    revision: t.number,
  },
  {
    issuerId: IdentityId,
    expiresAt: Moment,
    rotatedAt: Moment,
    graceUntil: Moment,
    revokedAt: Moment,
    why: RevokedBecause,
    lastUsedAt: Moment,
  },
);
export type KeyShown = t.TypeOf<typeof KeyShown>;

/** A page of an account's keys, in the order of their issue. */
export const KeysPage = closed('KeysPage', { keys: t.readonlyArray(KeyShown) }, { next: Cursor });
export type KeysPage = t.TypeOf<typeof KeysPage>;

/** A key to issue; its scope is always stated. */
export const NewKey = closed('NewKey', { name: DisplayName, scope: Scope }, { expiresAt: Moment });
export type NewKey = t.TypeOf<typeof NewKey>;

const once = { secret: t.string, secretGone: t.literal(true) };

/** A key that was issued. `secret` is shown here once; `secretGone` says that it was shown before. */
export const IssuedKey = closed(
  'IssuedKey',
  { keyId: KeyId, name: DisplayName, scope: Scope, last4: t.string },
  { expiresAt: Moment, ...once },
);
export type IssuedKey = t.TypeOf<typeof IssuedKey>;

/** A key with a new secret; the one before works until `graceUntil`. */
export const RotatedKey = closed('RotatedKey', { keyId: KeyId, last4: t.string, graceUntil: Moment }, once);
export type RotatedKey = t.TypeOf<typeof RotatedKey>;

const OfAccount = closed('OfAccount', underAccount);
const OfKey = closed('OfKey', { ...underAccount, key: KeyId });
const all = '/v1/accounts/:account/keys';
const reading = ['AccountUnknown', 'ActionNeedsPermission'] as const;
const writing = [...reading, 'ArchivedAccountsAreQuiet', 'KeysMintOnlyLesserKeys'] as const;

const told = (name: string, method: Method, summary: string) =>
  ({ name, method, path: `${all}/:key`, area: 'keys', summary }) as const;

/** The routes about an account's keys. */
export const keyRoutes = {
  listKeys: route(
    { ...told('listKeys', 'GET', 'Which keys an account has'), path: all, problems: reading },
    { ...plain, params: OfAccount, query: PagingAsOf, answer: KeysPage },
  ),
  issueKey: route(
    {
      ...told('issueKey', 'POST', 'Issues a key'),
      path: all,
      status: 201,
      problems: [...writing, 'KeysEndInTheFuture', 'MintedKeysEndWithTheirMaker'],
    },
    { ...plain, params: OfAccount, body: NewKey, answer: IssuedKey },
  ),
  readKey: route(
    { ...told('readKey', 'GET', 'What a key is'), problems: [...reading, 'KeysBelongToAccounts'] },
    { ...plain, params: OfKey, query: ReadAsOf, answer: KeyShown },
  ),
  renameKey: route(
    {
      ...told('renameKey', 'PATCH', 'Gives a key another name'),
      problems: [...writing, 'KeysBelongToAccounts', 'RevokedKeysStayRevoked', 'RevisionMoved'],
    },
    {
      ...plain,
      params: OfKey,
      body: closed('NewKeyName', { name: DisplayName }),
      answer: closed('RenamedKey', { keyId: KeyId, name: DisplayName }),
    },
  ),
  revokeKey: route(
    {
      ...told('revokeKey', 'DELETE', 'Revokes a key, for the reason `why` or another'),
      status: 204,
      problems: [...writing, 'KeysBelongToAccounts', 'RevisionMoved'],
    },
    { ...plain, params: OfKey, query: closed('Revocation', {}, { why: RevokedBecause }) },
  ),
  rotateKey: route(
    {
      ...told('rotateKey', 'POST', 'Gives a key another secret; the one before works for the grace time'),
      path: `${all}/:key/rotate`,
      problems: [
        ...writing,
        'KeysBelongToAccounts',
        'RevokedKeysStayRevoked',
        'MintedKeysEndWithTheirMaker',
        'RevisionMoved',
      ],
    },
    {
      ...plain,
      params: OfKey,
      body: closed('Rotation', { graceSeconds: whole('GraceSeconds', 0, 604_800) }),
      answer: RotatedKey,
    },
  ),
};
