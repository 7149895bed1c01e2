export { type Mail, type Outbox, startOutbox } from './outbox.js';
export { corpPeople, inventedPeople, type Person } from './people.js';
export { freshKey, type SigningKey, type WantedKey } from './saml/certificate.js';
export { type InventedCorp, type InventedCorpOptions, startInventedCorp } from './saml/start.js';
export { type Playground, type PlaygroundOptions, startInventedGithub, startPlayground } from './start.js';
