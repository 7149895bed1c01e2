import * as t from 'io-ts';
import { closed } from './codecs/closed.js';
import { ConnectionId } from './ids.js';

/** The world that an identity's logins live in: all social providers together, or one connection alone. */
export const Realm = t.union(
  [
    closed('SocialRealm', { type: t.literal('social') }),
    closed('ConnectionRealm', { type: t.literal('connection'), connectionId: ConnectionId }),
  ],
  'Realm',
);
export type Realm = t.TypeOf<typeof Realm>;

/** Whether two realms are one and the same world. */
export const sameRealm = (one: Realm, other: Realm): boolean =>
  one.type === 'social' || other.type === 'social'
    ? one.type === other.type
    : one.connectionId === other.connectionId;
