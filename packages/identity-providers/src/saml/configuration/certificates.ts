import { X509Certificate } from 'node:crypto';

const pem = /^-----BEGIN CERTIFICATE-----\s+[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----$/;
const bare = /^[A-Za-z0-9+/]+={0,2}$/;
const shortestKey = 2048;

const armoured = (given: string): string | undefined => {
  const trimmed = given.trim();
  if (pem.test(trimmed)) return trimmed;
  const letters = trimmed.replace(/\s/g, '');
  return bare.test(letters)
    ? `-----BEGIN CERTIFICATE-----\n${letters}\n-----END CERTIFICATE-----`
    : undefined;
};

/** A certificate in PEM, or in bare base64 as metadata has it; nothing where it cannot be read. */
export const certificateIn = (given: string): X509Certificate | undefined => {
  const text = armoured(given);
  try {
    return text === undefined ? undefined : new X509Certificate(text);
  } catch {
    return undefined;
  }
};

/** Whether a certificate is in force at that moment. */
export const isInForce = ({ validFrom, validTo }: X509Certificate, now: number): boolean =>
  Date.parse(validFrom) <= now && now < Date.parse(validTo);

const keyMistake = ({ publicKey }: X509Certificate): string | undefined => {
  if (publicKey.asymmetricKeyType !== 'rsa') return 'holds no RSA key';
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < shortestKey ? `has a key of ${bits} bits, where ${shortestKey} are the least` : undefined;
};

const madeWrong = (certificate: X509Certificate | undefined): string | undefined =>
  certificate === undefined
    ? 'cannot be read: PEM or base64 of a certificate is wanted'
    : keyMistake(certificate);

/** What is wrong with a certificate today, in words that follow "the certificate". */
export const certificateMistake = (given: string, now: number): string | undefined => {
  const certificate = certificateIn(given);
  return certificate !== undefined && Date.parse(certificate.validTo) <= now
    ? `ran out on ${certificate.validTo}`
    : madeWrong(certificate);
};

type Placed = { readonly place: number; readonly mistake: string | undefined };

/** The first of several certificates with which something is wrong, counted from 1; one may have run out where another goes on. */
export const mistakeAmong = (all: ReadonlyArray<string>, now: number): Placed | undefined => {
  const placed = (mistakeOf: (given: string) => string | undefined): ReadonlyArray<Placed> =>
    all.map((given, at) => ({ place: at + 1, mistake: mistakeOf(given) }));
  const late = placed((given) => certificateMistake(given, now));
  return (
    placed((given) => madeWrong(certificateIn(given))).find(({ mistake }) => mistake !== undefined) ??
    (late.every(({ mistake }) => mistake !== undefined) ? late[0] : undefined)
  );
};
