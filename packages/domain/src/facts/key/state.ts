import type { AccountId, DisplayName, Instant, KeyId, Scope, SecretHash } from '../../vocabulary/index.js';
import type { KeyEvent, KeyIssued } from './events.js';

/** A key that was issued; `previous` is the secret before the last rotation, and until when it works. */
export type IssuedKey = {
  readonly in: 'active' | 'revoked';
  readonly keyId: KeyId;
  readonly accountId: AccountId;
  readonly name: DisplayName;
  readonly scope: Scope;
  readonly hash: SecretHash;
  readonly previous: { readonly hash: SecretHash; readonly until: Instant } | undefined;
  readonly expires: Instant | undefined;
};

/** A key: not known, or issued. */
export type KeyState = { readonly in: 'unknown' } | IssuedKey;

/** A key that nobody issued. */
export const unknownKey: KeyState = { in: 'unknown' };

const issued = ({ keyId, accountId, name, scope, hash, expires }: KeyIssued): IssuedKey => ({
  in: 'active',
  keyId,
  accountId,
  name,
  scope,
  hash,
  previous: undefined,
  expires,
});

/** Folds one event into a key's state. */
export const evolveKey = (state: KeyState, event: KeyEvent): KeyState => {
  if (event.type === 'KeyIssued') return issued(event);
  if (state.in === 'unknown') return state;
  switch (event.type) {
    case 'KeyRenamed':
      return { ...state, name: event.name };
    case 'KeyRotated':
      return { ...state, hash: event.hash, previous: { hash: state.hash, until: event.graceUntil } };
    case 'KeyRevoked':
      return { ...state, in: 'revoked' };
  }
};

/** Whether a key may be used at this moment: neither revoked nor past its end. */
export const keyIsUsable = (
  key: { readonly in: string; readonly expires: Instant | undefined },
  at: Instant,
): boolean => key.in === 'active' && (key.expires === undefined || at < key.expires);
