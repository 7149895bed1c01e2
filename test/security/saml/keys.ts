import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** A key, and a certificate that it signed itself. */
export type Key = { readonly privateKey: string; readonly certificate: string };

type Validity = { readonly from?: number; readonly until?: number; readonly bits?: number };

const day = 86_400_000;

/** A fresh key with a certificate that is in force from `from` until `until`. */
export const freshKey = ({
  from = Date.now() - day,
  until = Date.now() + day,
  bits = 2048,
}: Validity = {}): Key => {
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
  const name = [{ name: 'commonName', value: 'Provider of a test' }];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
  return { privateKey, certificate: forge.pki.certificateToPem(certificate) };
};
