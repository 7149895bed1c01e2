import * as t from 'io-ts';
import { Actor, closed, Instant } from './vocabulary/index.js';

/** The codec of a command: its type, who asks, when by the caller's clock, and exactly these fields. */
export const command = <T extends string, P extends t.Props, Q extends t.Props = Record<never, never>>(
  type: T,
  required: P,
  optional?: Q,
) => closed(type, { type: t.literal(type), actor: Actor, at: Instant, ...required }, optional);
