export { type AskFault, asking, type Outcome, type Timeless } from './asking.js';
export { decided, judged } from './deciding.js';
export { lanes } from './lanes.js';
export { type StateCache, stateCache } from './loading.js';
export type { Done, Repeatable, Terms, Wish } from './wish.js';
