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
