export { freshRows } from './fresh-rows.js';
export { foldRow, rowFrom, storedRow } from './rows.js';
export { follow, type Tail } from './tail.js';
