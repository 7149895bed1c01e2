export type { Check, Finding } from './check/finding.js';
export { checkGithub } from './check/github.js';
export { checkOpenIdConnect } from './check/open-id-connect.js';
export { github } from './github/index.js';
export type { GithubConfiguration } from './github/configuration.js';
export type { ProviderMisconfigured } from './oauth/configuration.js';
export type { OpenIdConnectConfiguration } from './open-id-connect/configuration.js';
export { google, openIdConnect } from './open-id-connect/index.js';
export {
  promises as samlPromises,
  providerIn,
  type PromiseName as SamlPromiseName,
  saml,
  type SamlConfiguration,
  type SamlProviderDescription,
} from './saml/index.js';
