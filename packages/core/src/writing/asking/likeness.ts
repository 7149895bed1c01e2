import { createHmac } from 'node:crypto';
import { v5 } from 'uuid';
import type { Who } from '../../access/index.js';
import type { Repeatable } from './index.js';
import type { RequestLikeness } from '../../node/core.js';
import type { SecretKey } from '../../vault/index.js';
import { canonicalJson } from '../recording/index.js';

const namespace = '0b6a7a9e-6d0f-5f0c-8d2a-4c1d1f6f2b21';

// The identity or the key, never the session: whoever signs in again repeats the same request.
const actorOf = (who: Who): string => (who.type === 'key' ? who.actor.keyId : who.actor.identityId);

/** What makes the same request the same commit for ever, and another request under its key a mismatch. */
export const likeness =
  (requestKey: SecretKey) =>
  ({ who, method, route, key, content }: RequestLikeness): Repeatable => ({
    key,
    commitId: v5(canonicalJson([actorOf(who), method, route, key]), namespace),
    request: createHmac('sha256', requestKey).update(canonicalJson(content)).digest('hex'),
  });
