import type { Refusal } from '@recount/domain';
import type { ProblemKind } from './kind.js';
import { refusals } from './refusal-table.js';
import { type Trouble, troubles } from './trouble-table.js';

/** What a program looks at to know what went wrong. */
export type Code = Refusal['type'] | Trouble;

/** Every problem there is, by its code. */
export const problems: Readonly<Record<Code, ProblemKind>> = { ...refusals, ...troubles };

const isCode = (name: string): name is Code => Object.hasOwn(problems, name);

/** Every code, in the order of the alphabet. */
export const codes: ReadonlyArray<Code> = Object.keys(problems).filter(isCode).toSorted();
