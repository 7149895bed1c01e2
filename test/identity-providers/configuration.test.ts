import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { openIdConnect } from '@recount/identity-providers';
import { client } from './hostile-provider.js';

const sound = { name: 'google', title: 'Google', issuer: 'https://accounts.google.com', ...client };

describe('a provider', () => {
  it.each([
    'https://accounts.google.com',
    'https://login.example.test/realms/one',
    'http://127.0.0.1:4010',
    'http://localhost:4010',
    'http://[::1]:4010',
  ])('is configured with the issuer %s, without asking it', (issuer) => {
    const configured = openIdConnect({ ...sound, issuer });
    expect(configured).toMatchObject(E.right({ name: 'google', title: 'Google' }));
  });

  it.each([
    'https://login.microsoftonline.com/common/v2.0',
    'https://login.microsoftonline.com/Common/v2.0',
    'https://login.microsoftonline.com/organizations/v2.0',
    'https://login.microsoftonline.com/consumers/v2.0',
    'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
    'https://login.microsoftonline.us/common/v2.0',
    'https://sts.windows.net/common/',
    'https://accounts.google.com',
  ])('of everybody, %s, is not configured as one whose addresses are all verified', (issuer) => {
    expect(openIdConnect({ ...sound, issuer })).toMatchObject(E.right({ name: 'google' }));
    expect(openIdConnect({ ...sound, issuer, addressesAreVerified: true })).toMatchObject(
      E.left({ detail: expect.stringContaining('addressesAreVerified needs the issuer of one') }),
    );
  });

  it('of one company may be one whose addresses are all verified', () => {
    const issuer = 'https://login.microsoftonline.com/6f0e1c2d-0000-4000-8000-000000000001/v2.0';
    expect(openIdConnect({ ...sound, issuer, addressesAreVerified: true })).toMatchObject(
      E.right({ name: 'google' }),
    );
  });

  it.each([
    ['plain http beyond this machine', { issuer: 'http://accounts.google.com' }],
    ['plain http to a name that only looks like this machine', { issuer: 'http://localhost.elsewhere.test' }],
    ['plain http to an address that only looks like this machine', { issuer: 'http://127.0.0.1.nip.test' }],
    ['an issuer that is no URL', { issuer: 'accounts.google.com' }],
    ['an issuer of another kind', { issuer: 'file:///etc/passwd' }],
    ['an issuer with a query', { issuer: 'https://accounts.google.com/?a=1' }],
    ['an issuer with a fragment', { issuer: 'https://accounts.google.com/#a' }],
    ['an issuer with a user', { issuer: 'https://user@accounts.google.com' }],
    ['no client id', { clientId: '' }],
    ['no client secret', { clientSecret: '' }],
    ['a name that is no part of an address', { name: 'Google/..' }],
    ['no name', { name: '' }],
  ])('is not configured with %s', (_, changes) => {
    expect(openIdConnect({ ...sound, ...changes })).toMatchObject(
      E.left({ type: 'ProviderMisconfigured', provider: { ...sound, ...changes }.name }),
    );
  });
});
