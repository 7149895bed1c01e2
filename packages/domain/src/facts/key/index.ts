export { KeyEvent, KeyIssued, KeyRenamed, KeyRevoked, KeyRotated, RevokedBecause } from './events.js';
export { evolveKey, type IssuedKey, keyIsUsable, type KeyState, unknownKey } from './state.js';
