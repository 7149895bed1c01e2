import { describe, expect, it } from 'vitest';
import { assertionOf, responseAround, sign, sound } from './saml/answer.js';
import { connection, judge, takenBy } from './saml/connection.js';
import { around, lone, original, whole, wrapped } from './saml/forgeries/wrapped.js';
import { changed } from './saml/pieces.js';

// Where the provider signs the assertion alone, nothing but the assertion's own signature can notice.
const assertionsOnly = connection({ signed: 'assertion' });

describe('C1 only what is signed is read', () => {
  it('C1 the signed answer without a wrapping is taken', async () => {
    expect((await takenBy(whole)).login.subject).toBe('ada-0001');
    expect((await takenBy(lone, assertionsOnly)).login.subject).toBe('ada-0001');
  });

  it.each(wrapped)('C1 %s: refused', async (_, made, promise) => {
    expect(await judge(made(), assertionsOnly)).toBe(promise);
  });

  it('C1 a signed assertion in an unsigned answer is taken where the connection says so, and only there', async () => {
    expect(await judge(lone)).toBe('answerIsSigned');
  });

  it('C1 a signed answer around an unsigned assertion is refused everywhere', async () => {
    const outside = sign(responseAround(sound(), assertionOf(sound())), '_response');
    expect(await judge(outside)).toBe('assertionIsSigned');
    expect(await judge(outside, assertionsOnly)).toBe('assertionIsSigned');
  });

  it('C1 a signature of the answer that does not hold is refused, also where none is wanted', async () => {
    const broken = changed(whole, /(<ds:DigestValue>)[^<]{4}/, '<ds:DigestValue>AAAA');
    expect(await judge(broken, assertionsOnly)).toBe('signatureHolds');
  });

  it('C1 an encrypted assertion is refused', async () => {
    const encrypted = '<saml:EncryptedAssertion/>';
    expect(await judge(around(encrypted), assertionsOnly)).toBe('assertionIsReadable');
    expect(await judge(around(original + encrypted), assertionsOnly)).toBe('assertionIsReadable');
  });
});
