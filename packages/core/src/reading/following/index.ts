export { type FreshRows, freshRows } from './fresh-rows.js';
export { type Runner, runner, type ViewStanding } from './runner.js';
export { follow, type Tail } from './tail.js';
export { type Folding, folding, foldRow, rowFrom } from './viewing.js';
