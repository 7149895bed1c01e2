export type {
  IdentityProvider,
  KeptForCallback,
  LoginRealm,
  NotProvenBy,
  ProvenLogin,
  ProviderFault,
  SignInNotProven,
  Started,
} from './identity-provider.js';
export { canonicalMailbox } from './mailbox.js';
export type {
  OpenIdConnectConfiguration,
  ProviderMisconfigured,
} from './open-id-connect/configuration.js';
export { openIdConnect } from './open-id-connect/index.js';
