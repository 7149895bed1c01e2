export { type AskFault, asking, type AskingWith, type Outcome, type Timeless } from './asking.js';
export { decided, judged } from './deciding.js';
export { type Lanes, lanes } from './lanes.js';
export { type StateCache, stateCache } from './loading.js';
export type { Done, Repeatable, Seen, Terms, Wish } from './wish.js';
