import * as t from 'io-ts';
import { ClaimKeyId } from '../../vocabulary/index.js';
import { fact } from '../fact.js';

/** The first event of every log: its identity, its format, and whether it belongs to the playground. */
export const LogOpened = fact('LogOpened', { logId: t.string, format: t.literal(1), playground: t.boolean });
export type LogOpened = t.TypeOf<typeof LogOpened>;

/** From here on, claims are named under this key; it is durable in the vault already. */
export const ClaimKeyAdded = fact('ClaimKeyAdded', { kid: ClaimKeyId });
export type ClaimKeyAdded = t.TypeOf<typeof ClaimKeyAdded>;

/** No claim is named under this key any more. */
export const ClaimKeyRetired = fact('ClaimKeyRetired', { kid: ClaimKeyId });
export type ClaimKeyRetired = t.TypeOf<typeof ClaimKeyRetired>;

/** What happens to the log itself. */
export const LogEvent = t.union([LogOpened, ClaimKeyAdded, ClaimKeyRetired]);
export type LogEvent = t.TypeOf<typeof LogEvent>;
