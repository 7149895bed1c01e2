export { asking } from './asking.js';
export type { AskFault, Outcome, Timeless } from './request.js';
export { type Decided, decided, judged } from './states/deciding.js';
export { type StateCache, stateCache } from './states/loading.js';
export type { Done, Repeatable, Terms, Wish } from './wish.js';
