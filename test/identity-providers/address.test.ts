import { describe, expect, it } from 'vitest';
import { right, signInWith } from './round-trip.js';

const signedIn = async (claims: Readonly<Record<string, unknown>>) => right(await signInWith({ claims }));

describe('A10: an address is verified when the provider says so with a boolean, and never else', () => {
  it.each<[unknown, boolean]>([
    [true, true],
    [false, false],
    ['true', false],
    ['false', false],
    [undefined, false],
    [null, false],
    [1, false],
    [['true'], false],
    [{}, false],
  ])('email_verified: %j', async (email_verified, verified) => {
    const login = await signedIn({ email: 'Ada@Example.TEST', email_verified });
    expect(login.address).toEqual({ email: 'ada@example.test', verified });
    expect(login.subject).toBe('ada');
  });
});

describe('A9, B8: a login without a sound address goes on without one', () => {
  it.each<[unknown]>([
    [undefined],
    [null],
    [''],
    [1],
    [['ada@example.test']],
    ['ada'],
    ['ada@example.test, eve@evil.test'],
    ['"ada@evil.test x"@example.test'],
    ['ada@example.test\u0000'],
  ])('email: %j', async (email) => {
    const login = await signedIn({ email, email_verified: true });
    expect(login.address).toBeUndefined();
    expect(login.subject).toBe('ada');
  });
});

describe('A11: a login is issuer and subject', () => {
  it('the same address under another subject is another login', async () => {
    const address = { email: 'ada@example.test', email_verified: true };
    const [before, after] = [
      await signedIn({ ...address, sub: '1' }),
      await signedIn({ ...address, sub: '2' }),
    ];
    expect(before.address).toEqual(after.address);
    expect([before.subject, after.subject]).toEqual(['1', '2']);
  });
});

describe('a name', () => {
  it.each<[unknown, string | undefined]>([
    ['Ada Example', 'Ada Example'],
    ['  Ada  ', 'Ada'],
    ['Zoë 李 👩‍🔬', 'Zoë 李 👩‍🔬'],
    [undefined, undefined],
    ['', undefined],
    ['   ', undefined],
    [1, undefined],
    ['Ada\u0000', undefined],
    ['Ada\u001b[31m', undefined],
    ['Ada\ud800', undefined],
    ['a'.repeat(201), undefined],
  ])('%j', async (name, expected) => {
    expect((await signedIn({ name })).name).toBe(expected);
  });
});
