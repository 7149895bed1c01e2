export { type Folding, folding } from './folding.js';
export { type RebuildProgress, telling } from './progress.js';
export { leadLasts, type Runner, runner } from './runner.js';
