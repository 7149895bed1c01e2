import { bindW, chainFirstW, chainW, type Either, map } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { actAs, type Action, type ActingRefusal, type Standing } from '../authority/index.js';
import type { Decide, Fact, States } from '../decision.js';
import { type IdsAreFresh, idsAreFresh, keyStream } from '../facts/index.js';
import type { IssuedKey } from '../facts/key/index.js';
import type { IssueKey, RenameKey, RevokeKey, RotateKey } from './commands.js';
import {
  type KeysBelongToAccounts,
  keysBelongToAccounts,
  type KeysEndInTheFuture,
  keysEndInTheFuture,
  type KeysMintOnlyLesserKeys,
  keysMintOnlyLesserKeys,
  type MintedKeysEndWithTheirMaker,
  mintedKeysEndWithTheirMaker,
  type RevokedKeysStayRevoked,
  revokedKeysStayRevoked,
} from './rules.js';

/** Why a key is not issued. */
export type IssueRefusal =
  | ActingRefusal
  | KeysMintOnlyLesserKeys
  | MintedKeysEndWithTheirMaker
  | KeysEndInTheFuture
  | IdsAreFresh;

/** Why a key stays as it is. */
export type KeyRefusal = ActingRefusal | KeysBelongToAccounts | KeysMintOnlyLesserKeys;

const issued = ({ actor, at: _, type: __, ...terms }: IssueKey): Fact => ({
  stream: keyStream(terms.keyId),
  event: { type: 'KeyIssued', ...terms, ...(actor.type === 'session' ? { issuerId: actor.identityId } : {}) },
});

/** Issuing a key under an account. */
export const issueKey: Decide<IssueKey, IssueRefusal> = (command) => (states) =>
  pipe(
    actAs(command, command.accountId, 'keys:issue')(states),
    chainFirstW(({ standing }) => keysMintOnlyLesserKeys(standing, command.scope)),
    chainFirstW(({ standing }) => mintedKeysEndWithTheirMaker(standing, command.expires)),
    chainW(() => keysEndInTheFuture(command.expires, command.at)),
    chainW(() => idsAreFresh(states(keyStream(command.keyId)))),
    map(() => [issued(command)]),
  );

type ToChange = { readonly key: IssuedKey; readonly standing: Standing };

const keyToChange = (
  command: RenameKey | RotateKey | RevokeKey,
  action: Action,
  states: States,
): Either<KeyRefusal, ToChange> =>
  pipe(
    actAs(command, command.accountId, action)(states),
    bindW('key', () => keysBelongToAccounts(states(keyStream(command.keyId)), command.accountId)),
    chainFirstW(({ standing, key }) => keysMintOnlyLesserKeys(standing, key.scope)),
  );

/** Renaming a key. */
export const renameKey: Decide<RenameKey, KeyRefusal | RevokedKeysStayRevoked> = (command) => (states) => {
  const { keyId, accountId, name } = command;
  return pipe(
    keyToChange(command, 'keys:rename', states),
    chainW(({ key }) => revokedKeysStayRevoked(key)),
    map(
      (key): ReadonlyArray<Fact> =>
        key.name === name
          ? []
          : [{ stream: keyStream(keyId), event: { type: 'KeyRenamed', keyId, accountId, name } }],
    ),
  );
};

/** Why a key is not rotated. */
export type RotateRefusal = KeyRefusal | RevokedKeysStayRevoked | MintedKeysEndWithTheirMaker;

/** Rotating a key: both secrets work until the grace time is over. */
export const rotateKey: Decide<RotateKey, RotateRefusal> = (command) => (states) => {
  const { keyId, accountId, hash, last4, graceUntil } = command;
  return pipe(
    keyToChange(command, 'keys:rotate', states),
    chainFirstW(({ standing, key }) => mintedKeysEndWithTheirMaker(standing, key.expires)),
    chainW(({ key }) => revokedKeysStayRevoked(key)),
    map(
      (key): ReadonlyArray<Fact> =>
        key.hash === hash
          ? []
          : [
              {
                stream: keyStream(keyId),
                event: { type: 'KeyRotated', keyId, accountId, hash, last4, graceUntil },
              },
            ],
    ),
  );
};

/** Revoking a key; one that was revoked stays so. */
export const revokeKey: Decide<RevokeKey, KeyRefusal> = (command) => (states) => {
  const { keyId, accountId, why } = command;
  return pipe(
    keyToChange(command, 'keys:revoke', states),
    map(
      ({ key }): ReadonlyArray<Fact> =>
        key.in === 'revoked'
          ? []
          : [{ stream: keyStream(keyId), event: { type: 'KeyRevoked', keyId, accountId, why } }],
    ),
  );
};
