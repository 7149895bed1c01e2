import { DatabaseError } from 'pg';
import type { Failure } from '../database/database.js';

/** What went wrong, in the words of who threw it. */
export const wordsOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join('; ');
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${error.message}`;
};

/** The statement never reached the server. */
export const notSent = (error: unknown): Failure => ({ applied: 'no', detail: wordsOf(error) });

// The connection ended (08), the server is ending (57P), or it does not know itself (40003): a commit may have come before.
const endings = /^(08|57P|40003)/;

/**
 * What a failed statement means. An ERROR rolled its transaction back, and the connection goes on; anything else leaves
 * open what became of it.
 */
export const failureOf = (error: unknown): Failure => {
  const detail = wordsOf(error);
  if (!(error instanceof DatabaseError) || error.severity !== 'ERROR') return { applied: 'unknown', detail };
  const state = error.code ?? '';
  return endings.test(state) ? { applied: 'unknown', detail } : { applied: 'no', detail, state };
};
