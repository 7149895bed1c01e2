import { AccountId, closed, KeyId, Scope } from '@recount/domain/vocabulary';
import * as t from 'io-ts';
import { plain, route } from '../route.js';
import { Moment } from '../words.js';

/** A key to judge. */
export const KeyToVerify = closed('KeyToVerify', { key: t.string });
export type KeyToVerify = t.TypeOf<typeof KeyToVerify>;

/** Whose key it is and what it may do, or why it is no good. */
export const Verdict = t.union(
  [
    closed(
      'GoodKey',
      {
        valid: t.literal(true),
        accountId: AccountId,
        keyId: KeyId,
        scope: Scope,
        actions: t.readonlyArray(t.string),
      },
      { expiresAt: Moment },
    ),
    closed('BadKey', {
      valid: t.literal(false),
      reason: t.keyof(
        { malformed: null, unknown: null, revoked: null, expired: null, ended: null, archived: null },
        'WhyBad',
      ),
    }),
  ],
  'Verdict',
);
export type Verdict = t.TypeOf<typeof Verdict>;

/** The route by which services ask whose key they were shown. */
export const verifyRoutes = {
  verifyKey: route(
    {
      name: 'verifyKey',
      method: 'POST',
      path: '/v1/keys/verify',
      area: 'keys',
      open: true,
      summary: 'Whose key is this? Answers 200 either way; guesses are limited',
      problems: ['TooManyRequests'],
    },
    { ...plain, body: KeyToVerify, answer: Verdict },
  ),
};
