export { type Budget, budget, commandTime } from './budget.js';
export { type Crowd, crowd } from './crowd.js';
export { type Lanes, lanes, within } from './lanes.js';
export { pauseBefore } from './pauses.js';
