import { verify, type X509Certificate } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type Broken, broken } from '../promises/check.js';
import { isInForce } from '../configuration/certificates.js';
import type { Checked } from '../configuration/settings.js';
import { longestMessage, unpacked, utf8 } from '../xml/decode.js';

/** A request as it came by HTTP-Redirect, its signature proven: its text, and the state that goes back with the answer. */
export type Redirected = { readonly text: string; readonly relayState: string };

type Raw = ReadonlyMap<string, string>;

const names: ReadonlyArray<string> = ['SAMLRequest', 'RelayState', 'SigAlg', 'Signature'];

const digests: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
};

// What is signed is the query as the provider spelt it, so it is taken apart and not decoded.
const rawIn = (query: string): E.Either<Broken, Raw> => {
  if (query.length > longestMessage) return E.left(broken('documentIsSmall'));
  const pairs = query.split('&').map((pair): readonly [string, string] => {
    const split = pair.indexOf('=');
    return split < 0 ? [pair, ''] : [pair.slice(0, split), pair.slice(split + 1)];
  });
  const known = pairs.every(([name]) => names.includes(name));
  const raw = new Map(pairs);
  return known && raw.size === pairs.length ? E.right(raw) : E.left(broken('messageIsOfItsKind'));
};

const decoded = (raw: Raw, name: string): string => {
  try {
    return decodeURIComponent((raw.get(name) ?? '').replaceAll('+', ' '));
  } catch {
    return '';
  }
};

const signedPart = (raw: Raw): Buffer =>
  Buffer.from(
    ['SAMLRequest', 'RelayState', 'SigAlg']
      .filter((name) => raw.has(name))
      .map((name) => `${name}=${raw.get(name)}`)
      .join('&'),
    'latin1',
  );

const isSignedBy = (raw: Raw, certificates: ReadonlyArray<X509Certificate>, digest: string): boolean => {
  const signature = Buffer.from(decoded(raw, 'Signature').replaceAll(' ', '+'), 'base64');
  return certificates.some(({ publicKey }) => verify(digest, signedPart(raw), publicKey, signature));
};

const proven = ({ certificates }: Checked, raw: Raw, now: number): E.Either<Broken, Raw> => {
  const digest = digests[decoded(raw, 'SigAlg')];
  if (digest === undefined) return E.left(broken('algorithmsAreAllowed'));
  const inForce = certificates.filter((certificate) => isInForce(certificate, now));
  return isSignedBy(raw, inForce, digest) ? E.right(raw) : E.left(broken('querySignatureHolds'));
};

const inflated = (bytes: Uint8Array): E.Either<Broken, Uint8Array> =>
  E.tryCatch(
    () => inflateRawSync(bytes, { maxOutputLength: longestMessage }),
    () => broken('documentIsSmall'),
  );

/** Takes a request out of a query, if a key of the connection signed the query as it came. */
export const redirected = (
  configuration: Checked,
  query: string,
  now: number,
): E.Either<Broken, Redirected> =>
  pipe(
    rawIn(query),
    E.chain((raw) => proven(configuration, raw, now)),
    E.chain((raw) =>
      pipe(
        unpacked(decoded(raw, 'SAMLRequest').replaceAll(' ', '+')),
        E.chain(inflated),
        E.chain(utf8),
        E.map((text) => ({ text, relayState: decoded(raw, 'RelayState') })),
      ),
    ),
  );
