import { describe, expect, it } from 'vitest';
import { google } from '@recount/identity-providers';
import { client } from './hostile-provider.js';
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

describe('A10: where its company says that all addresses are verified, one counts of which nothing is said', () => {
  it.each<[unknown, boolean]>([
    [undefined, true],
    [true, true],
    [false, false],
    ['true', false],
    ['false', false],
    [null, false],
    [{}, false],
  ])('email_verified: %j', async (email_verified, verified) => {
    const claims = { email: 'ada@corp.test', email_verified };
    const { address } = right(await signInWith({ claims }, { addressesAreVerified: true }));
    expect(address).toEqual({ email: 'ada@corp.test', verified });
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

describe('A12 the organization that Google says somebody is of', () => {
  it.each<[unknown, string | undefined]>([
    ['example.test', 'example.test'],
    [undefined, undefined],
    ['', undefined],
    ['example', undefined],
    ['example.test\u0000', undefined],
    ['a.'.repeat(127), undefined],
    [['example.test'], undefined],
    [true, undefined],
  ])('hd: %j is kept as %s', async (hd, kept) => {
    const login = right(
      await signInWith({ claims: { hd } }, { hostedDomainClaim: google(client).hostedDomainClaim ?? '' }),
    );
    expect(login.hostedDomain).toBe(kept);
    expect(login.address).toBeUndefined();
  });

  it('is asked of Google only', async () => {
    expect(await signedIn({ hd: 'example.test' })).not.toHaveProperty('hostedDomain');
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
