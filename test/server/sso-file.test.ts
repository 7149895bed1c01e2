import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { connectionId } from '../domain/people.js';
import { endAll, freshFolder, refusedStart, startProgram } from './program.js';

vi.setConfig({ testTimeout: 30_000 });

const id = connectionId(1);
const openIdConnect = { issuer: 'https://idp.corp.test', clientId: 'us', clientSecret: 'correct horse' };
const sound = { id, title: 'Corp', domains: ['corp.test'], openIdConnect };
const { openIdConnect: _, ...bare } = sound;
const saml = { entityId: 'urn:corp', entryPoint: 'https://idp.corp.test/sso', certificates: ['corp.pem'] };

const folderWith = (file: unknown): string => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'sso.json'), typeof file === 'string' ? file : JSON.stringify(file));
  return folder;
};

const settings = { RECOUNT_SSO_FILE: 'sso.json', RECOUNT_STORE: 'memory:' };

afterAll(endAll);

describe('the file of single sign-on', () => {
  it('alone is a real service: no playground begins', async () => {
    const program = startProgram(folderWith({ connections: [sound] }), settings);
    const answer = await fetch(`${await program.origin()}/v1/sign-in/methods`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(await answer.json()).toMatchObject({ methods: [], playground: false });
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
  });

  const one = (connection: object) => ({ connections: [connection] });

  it.each<readonly [string, unknown, string]>([
    ['is no JSON', '{', 'it is no JSON'],
    ['is a list', [], '/  expected an object'],
    ['has no connections', {}, '/connections  expected a list of connections'],
    ['has a field that nobody knows', { connections: [], more: 1 }, '/more  expected no such field'],
    ['has an id that is none', one({ ...sound, id: 'corp' }), '/connections/0/id  expected con_'],
    [
      'has a connection without a title',
      one({ ...sound, title: ' ' }),
      '/connections/0/title  expected a name',
    ],
    [
      'has a connection without a domain',
      one({ ...sound, domains: [] }),
      '/connections/0/domains  without a domain',
    ],
    [
      'has one id twice',
      { connections: [sound, { ...sound, domains: ['b.test'] }] },
      'an id names one connection',
    ],
    ['has a connection without a protocol', one(bare), 'exactly one of saml and openIdConnect'],
    ['has a connection with two', one({ ...sound, saml }), 'exactly one of saml and openIdConnect'],
    [
      'leaves out half of SAML',
      one({ ...bare, saml: { entityId: 'x' } }),
      'saml needs metadata, or entityId',
    ],
    ['says SAML twice', one({ ...bare, saml: { ...saml, metadata: 'm.xml' } }), 'are read from there'],
    [
      'turns a switch in words',
      one({ ...bare, saml: { ...saml, providerStarted: 'yes' } }),
      '/providerStarted',
    ],
    ['names a file that is not there', one({ ...bare, saml }), 'corp.pem cannot be read (ENOENT)'],
    [
      'has a certificate that is none',
      one({ ...bare, saml: { ...saml, certificates: ['-----BEGIN x'] } }),
      'certificate 1',
    ],
    [
      'has an issuer that is none',
      one({ ...sound, openIdConnect: { ...openIdConnect, issuer: 'x' } }),
      'is not a URL',
    ],
    [
      'takes the addresses of everybody’s provider as verified',
      one({
        ...sound,
        openIdConnect: {
          ...openIdConnect,
          issuer: 'https://login.microsoftonline.com/common/v2.0',
          addressesAreVerified: true,
        },
      }),
      'addressesAreVerified needs the issuer of one',
    ],
    [
      'says in words that addresses are verified',
      one({ ...sound, openIdConnect: { ...openIdConnect, addressesAreVerified: 'yes' } }),
      '/openIdConnect/addressesAreVerified',
    ],
  ])('that %s stops the start in words', async (__, file, words) => {
    const { code, says, screen } = await refusedStart(folderWith(file), settings);
    expect({ code, screen }).toEqual({ code: 1, screen: '' });
    expect(says).toContain('RECOUNT_SSO_FILE');
    expect(says).toContain(words);
    expect(says).not.toMatch(/correct horse|^ +at /m);
  });

  it('that is not there, or too large, stops the start', async () => {
    const missing = await refusedStart(freshFolder(), settings);
    expect(missing.says).toContain('sso.json cannot be read (ENOENT)');
    const large = await refusedStart(folderWith(' '.repeat(1_100_000)), settings);
    expect(large.says).toContain('larger than 1 MiB');
  });

  it('keeps a private key that it names to itself', async () => {
    const folder = folderWith(
      one({ ...bare, saml: { ...saml, signing: { privateKey: 'key.pem', certificate: 'key.pem' } } }),
    );
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    for (const name of ['key.pem', 'corp.pem']) writeFileSync(join(folder, name), pem);
    const { code, says } = await refusedStart(folder, settings);
    expect(code).toBe(1);
    expect(says).not.toContain(pem.split('\n')[1]);
  });

  it('is tried by check-provider, which tells what to register', async () => {
    const program = startProgram(folderWith({ connections: [sound] }), settings, ['check-provider', id]);
    await program.ended;
    expect(program.screen()).toContain(`/sign-in/sso/${id}/callback`);
    const other = startProgram(folderWith('{'), settings, ['check-provider', id]);
    expect(await other.ended).toBe(1);
    expect(other.complaint()).toContain('it is no JSON');
  });
});
