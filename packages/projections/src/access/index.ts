export {
  type CredentialDocument,
  credentials,
  type KeyCredential,
  type SessionCredential,
} from './credentials.js';
export { type KeyDocument, keysOfAccount } from './keys-of-account.js';
