import * as t from 'io-ts';
import { closed } from './codecs/closed.js';
import { text } from './codecs/text.js';

/** Names a claim key: eight characters that stand in every claim's name made with it. */
export const ClaimKeyId = text('ClaimKeyId', { pattern: /^[a-z0-9]{8}$/, expected: '8 of a-z and 0-9' });
export type ClaimKeyId = t.TypeOf<typeof ClaimKeyId>;

/** `<kid>-<hmac>`: a login or an address under a claim key. It says nothing to whoever lacks that key. */
export const ClaimDigest = text('ClaimDigest', {
  pattern: /^[a-z0-9]{8}-[0-9a-f]{64}$/,
  expected: 'a claim key, a dash and 64 hexadecimal digits',
});
export type ClaimDigest = t.TypeOf<typeof ClaimDigest>;

/** The id of the claim key that a digest was made with. */
export const claimKeyOf = (digest: ClaimDigest): string => digest.slice(0, 8);

/** SHA-256 of a secret, 64 hexadecimal digits; the secret itself is never stored. */
export const SecretHash = text('SecretHash', {
  pattern: /^[0-9a-f]{64}$/,
  expected: '64 hexadecimal digits',
});
export type SecretHash = t.TypeOf<typeof SecretHash>;

/** One claim named under every living claim key: what is written goes under the newest, what is read may be older. */
export const Claims = closed('Claims', { newest: ClaimDigest, older: t.readonlyArray(ClaimDigest) });
export type Claims = t.TypeOf<typeof Claims>;

/** All names of a claim, the newest first. */
export const namesOf = (claims: Claims): ReadonlyArray<ClaimDigest> => [claims.newest, ...claims.older];
