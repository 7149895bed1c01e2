export { type Mail, type Outbox, startOutbox } from './outbox.js';
export { corpPeople, inventedPeople, type Person } from './people.js';
export { type InventedCorp, type InventedCorpOptions, startInventedCorp } from './saml/start.js';
export { type Playground, type PlaygroundOptions, startInventedGithub, startPlayground } from './start.js';
