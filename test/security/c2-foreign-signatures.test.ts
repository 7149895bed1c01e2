import { freshKey } from '@recount/playground';
import { describe, expect, it } from 'vitest';
import { answer } from './saml/answer.js';
import { configuration, connection, judge, key, takenBy } from './saml/connection.js';
import {
  assertionsSignedOtherwise,
  edited,
  hmacOfCertificate,
  mallory,
  signedOtherwise,
} from './saml/forgeries/signatures.js';

describe('C2 only a key of the connection signs', () => {
  it('C2 the same answer signed by the connection’s key is taken, with SHA-256 and SHA-512', async () => {
    expect((await takenBy(answer())).login.subject).toBe('ada-0001');
    const longer = answer(
      {},
      {
        algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
        digest: 'http://www.w3.org/2001/04/xmlenc#sha512',
      },
    );
    expect((await takenBy(longer)).login.subject).toBe('ada-0001');
  });

  it.each([...signedOtherwise, ...edited])('C2 %s: refused', async (_, made, promise) => {
    expect(await judge(made())).toBe(promise);
  });

  it.each(assertionsSignedOtherwise)('C2 %s, of the assertion: refused', async (_, made, promise) => {
    expect(await judge(made(), connection({ signed: 'assertion' }))).toBe(promise);
  });

  it('C2 an HMAC made with the public certificate is refused', async () => {
    expect(await judge(hmacOfCertificate())).toBe('algorithmsAreAllowed');
  });

  it('C2 each of several certificates is taken while the provider changes from one to the next', async () => {
    const next = freshKey();
    const { provider } = configuration();
    const both = connection({
      provider: { ...provider, certificates: [next.certificate, key.certificate] },
    });
    expect((await takenBy(answer(), both)).login.subject).toBe('ada-0001');
    expect((await takenBy(answer({}, { key: next }), both)).login.subject).toBe('ada-0001');
    expect(await judge(answer({}, { key: mallory }), both)).toBe('signatureHolds');
  });
});
