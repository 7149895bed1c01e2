import type { SignInIsUsedOnce } from '@recount/domain/signing-in';
import type { SessionId } from '@recount/domain/vocabulary';
import { v5 } from 'uuid';
import type { IdempotencyMismatch, RevisionMoved } from '../../../node/faults.js';
import type { ProvenLogin } from '../../../ports/index.js';
import type { Attempt } from '../acts.js';

// The attempt names the commit: however often and wherever it comes back, it can be written once.
const signInNamespace = '6f1d3e0a-2b5c-5e64-9d53-6a1f0c7b9a11';

/** The name of the one commit that an attempt comes to, whatever it is for. */
export const nameOf = (attempt: Attempt): string => {
  const parts = typeof attempt === 'string' ? [attempt] : [attempt.connectionId, attempt.assertionId];
  return v5(JSON.stringify(['sign-in', ...parts]), signInNamespace);
};

/** What makes the same attempt for another purpose, or in another session, another request. */
export const purposeOf = (purpose: 'link' | 'merge', name: string, sessionId: SessionId): string =>
  v5(`${purpose} ${sessionId}`, name);

/** The attempt is all that names the request: whatever else was committed under it was another's, or for something else. */
export const usedBefore = <R extends { readonly type: string }>(
  why: R | IdempotencyMismatch | RevisionMoved,
): Exclude<R, IdempotencyMismatch | RevisionMoved> | SignInIsUsedOnce =>
  why.type === 'IdempotencyMismatch' || why.type === 'RevisionMoved'
    ? { type: 'SignInIsUsedOnce' }
    : (why as Exclude<R, IdempotencyMismatch | RevisionMoved>);

/** What a provider said of the person, to be sealed. */
export const profileOf = ({ subject, address, name, hostedDomain }: ProvenLogin) => ({
  subject,
  ...(address === undefined ? {} : { email: address.email }),
  ...(name === undefined ? {} : { name }),
  ...(hostedDomain === undefined ? {} : { hostedDomain }),
});
