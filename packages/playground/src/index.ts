export { type Mail, type Outbox, startOutbox } from './outbox.js';
export { inventedPeople, type Person } from './people.js';
export { type Playground, type PlaygroundOptions, startInventedGithub, startPlayground } from './start.js';
