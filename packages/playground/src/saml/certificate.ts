import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** A private key, and the certificate that it signed itself. */
export type SigningKey = { readonly privateKey: string; readonly certificate: string };

/** Whose key it is, from when until when (milliseconds since 1970) its certificate is in force, and how long it is. */
export type WantedKey = {
  readonly commonName?: string;
  readonly from?: number;
  readonly until?: number;
  readonly bits?: number;
};

const day = 86_400_000;

/** A fresh key with its certificate, in force from yesterday on and for thirty days unless it is wanted otherwise. */
export const freshKey = ({
  commonName = 'An invented provider',
  from = Date.now() - day,
  until = Date.now() + 30 * day,
  bits = 2048,
}: WantedKey = {}): SigningKey => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(from);
  certificate.validity.notAfter = new Date(until);
  const name = [{ name: 'commonName', value: commonName }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
  return { privateKey, certificate: forge.pki.certificateToPem(certificate) };
};
