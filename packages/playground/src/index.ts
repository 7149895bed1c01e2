export { inventedPeople, type Person } from './people.js';
export { type Playground, type PlaygroundOptions, startPlayground } from './start.js';
