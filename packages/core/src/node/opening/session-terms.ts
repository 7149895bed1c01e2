import { day } from '@recount/domain/vocabulary';
import type { SessionTerms } from '../../access/who.js';

/** How long sessions last unless said otherwise: a week without use, thirty days in all. */
export const usualSessions: SessionTerms = { idle: 7 * day, lifetime: 30 * day };
