import * as t from 'io-ts';
import { closed } from '../vocabulary/index.js';

/** The codec of an event: its type, and exactly these fields. */
export const fact = <T extends string, P extends t.Props, Q extends t.Props = Record<never, never>>(
  type: T,
  required: P,
  optional?: Q,
) => closed(type, { type: t.literal(type), ...required }, optional);
