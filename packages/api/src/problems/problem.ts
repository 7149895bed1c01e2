import { closed } from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { Misfit } from '../misfits.js';
import { type Code, codes } from './codes.js';

const Names = t.keyof(Object.fromEntries(codes.map((code) => [code, null])), 'ProblemCode');

/** Why a request was not carried out, as RFC 9457 has it; `code` is what programs look at, `instance` names the request. */
export const Problem = closed(
  'Problem',
  { type: t.string, title: t.string, status: t.number, detail: t.string, code: Names, instance: t.string },
  { errors: t.readonlyArray(Misfit), accountId: t.string },
);
export type Problem = Omit<t.TypeOf<typeof Problem>, 'code'> & { readonly code: Code };

/** The name of a problem's page: `TeamKeepsAnAdmin` is `team-keeps-an-admin`. */
export const slugOf = (code: Code): string =>
  code.replaceAll(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '-'}${letter.toLowerCase()}`);
