export { IssueKey, Last4, RenameKey, RevokeKey, RotateKey } from './commands.js';
export {
  issueKey,
  type IssueRefusal,
  type KeyRefusal,
  renameKey,
  revokeKey,
  type RotateRefusal,
  rotateKey,
} from './decide.js';
export {
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
