export { freshRows } from './fresh-rows.js';
export { type Runner, runner } from './runner.js';
export { follow, type Tail } from './tail.js';
export { folding, foldRow, rowFrom } from './viewing.js';
