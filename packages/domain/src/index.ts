export {
  catalogue,
  type Command,
  type CommandOf,
  type CommandType,
  decisionOf,
  type Refusal,
  type RefusalOf,
} from './catalogue.js';
export type { Decide, Decision, Fact, Personal, States } from './decision.js';
