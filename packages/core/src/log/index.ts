export { type Bell, bell } from './bell.js';
export { groupCommit } from './grouping/group-commit.js';
export { type Entry, type Judgement, judge, type Past, type Standing } from './judge.js';
export { eventLoopPace, type GroupLimits, groupLimits, type Pace } from './limits.js';
