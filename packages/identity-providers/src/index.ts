export type {
  OpenIdConnectConfiguration,
  ProviderMisconfigured,
} from './open-id-connect/configuration.js';
export { openIdConnect } from './open-id-connect/index.js';
