export { type Budget, budget, commandTime } from './budget.js';
export { type Lanes, lanes, within } from './lanes.js';
export { pauseBefore } from './pauses.js';
