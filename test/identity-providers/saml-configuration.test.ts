import { createVerify } from 'node:crypto';
import { providerIn, saml, type SamlConfiguration } from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import { freshKey } from '@recount/playground';
import { describe, expect, it } from 'vitest';
import { answer } from '../security/saml/answer.js';
import { configuration, connection, judge, key, us } from '../security/saml/connection.js';

const { provider } = configuration();
const day = 86_400_000;
const own = freshKey();

const bare = key.certificate.replace(/-----[A-Z ]+-----|\s/g, '');

const mistakes: ReadonlyArray<readonly [Partial<SamlConfiguration>, string]> = [
  [{ entityId: '' }, 'our entity id is empty'],
  [{ assertionConsumerService: 'acs' }, 'our assertion consumer service is not a URL'],
  [{ assertionConsumerService: 'http://recount.test/' }, 'our assertion consumer service needs https'],
  [{ provider: { ...provider, entityId: ' ' } }, "the provider's entity id is empty"],
  [{ provider: { ...provider, entryPoint: 'http://idp.corp.test/' } }, 'the entry point needs https'],
  [{ provider: { ...provider, entryPoint: 'file:///etc/passwd' } }, 'the entry point needs https'],
  [
    { provider: { ...provider, entryPoint: 'https://a:b@idp.corp.test/' } },
    'the entry point has a fragment or a user',
  ],
  [{ provider: { ...provider, logoutUrl: 'javascript:alert(1)' } }, 'the logout address needs https'],
  [{ provider: { ...provider, certificates: [] } }, 'there is no certificate'],
  [{ provider: { ...provider, certificates: [bare, 'x'] } }, 'certificate 2 of the provider cannot be read'],
  [
    { provider: { ...provider, certificates: [freshKey({ until: Date.now() - day / 2 }).certificate] } },
    'certificate 1 of the provider ran out',
  ],
  [
    { provider: { ...provider, certificates: [freshKey({ bits: 1024 }).certificate] } },
    'has a key of 1024 bits, where 2048 are the least',
  ],
  [{ signing: { ...own, privateKey: 'x' } }, 'our signing key cannot be read'],
  [{ signing: { ...own, privateKey: key.privateKey } }, 'our signing key is not the one'],
  [{ signing: { ...own, certificate: 'x' } }, 'our signing certificate cannot be read'],
  [{ emailAttribute: '' }, 'the e-mail attribute has no name'],
];

const metadata = (inside: string, attributes = ''): string =>
  `<!-- given out by the provider --><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${us.provider}"${attributes}>${inside}</EntityDescriptor>`;

const keyOf = (use: string, certificate: string): string =>
  `<KeyDescriptor use="${use}"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>\n${certificate}\n</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;

const place = (element: string, binding: string): string =>
  `<${element} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="https://idp.corp.test/${binding}"/>`;

const role = (inside: string): string =>
  `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${inside}</IDPSSODescriptor>`;

const signOn = place('SingleSignOnService', 'HTTP-POST') + place('SingleSignOnService', 'HTTP-Redirect');

describe('a SAML connection, when the service starts', () => {
  it('is taken with certificates in PEM and in bare base64, one of them not yet in force', () => {
    const later = freshKey({ from: Date.now() + day / 2 }).certificate;
    const sound = saml(
      configuration({ provider: { ...provider, certificates: [key.certificate, bare, later] } }),
    );
    expect(E.isRight(sound)).toBe(true);
  });

  it('is taken with a certificate that ran out beside the next one, and believes that one only', async () => {
    const over = freshKey({ from: Date.now() - 2 * day, until: Date.now() - day / 2 });
    const changing = { provider: { ...provider, certificates: [over.certificate, key.certificate] } };
    expect(E.isRight(saml(configuration(changing)))).toBe(true);
    expect(await judge(answer(), connection(changing))).toMatchObject({ login: { subject: 'ada-0001' } });
    expect(await judge(answer({}, { key: over }), connection(changing))).toBe('signatureHolds');
  });

  it.each(mistakes)('a mistake is told in words: %#', (changes, words) => {
    expect(saml(configuration(changes))).toMatchObject({
      left: { type: 'ProviderMisconfigured', provider: 'corp', detail: expect.stringContaining(words) },
    });
  });
});

describe('metadata', () => {
  it('of ours says what the other side has to know', () => {
    const ours = connection({ signing: own, entityId: 'https://recount.test/?a=1&b="2"' }).metadata();
    expect(ours).toContain('entityID="https://recount.test/?a=1&amp;b=&quot;2&quot;"');
    expect(ours).toContain('AuthnRequestsSigned="true" WantAssertionsSigned="true"');
    expect(ours).toContain(`bindings:HTTP-POST" Location="${us.acs}" index="1"`);
    expect(ours).toContain(`bindings:HTTP-Redirect" Location="${us.slo}"`);
    expect(ours).toContain('nameid-format:persistent');
    expect(ours).not.toContain('PRIVATE KEY');
  });

  it('of a provider becomes a configuration', () => {
    const found = providerIn(
      metadata(
        role(
          keyOf('signing', bare) +
            keyOf('encryption', 'no') +
            place('SingleLogoutService', 'HTTP-Redirect') +
            signOn,
        ),
      ),
    );
    expect(found).toEqual(
      E.right({
        entityId: us.provider,
        entryPoint: 'https://idp.corp.test/HTTP-Redirect',
        logoutUrl: 'https://idp.corp.test/HTTP-Redirect',
        certificates: [bare],
      }),
    );
  });

  it.each([
    [
      'an entity from a file',
      `<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>${metadata('&x;')}`,
      'DOCTYPE',
    ],
    ['no XML', 'hello', 'well-formed'],
    ['megabytes', ' '.repeat(300_000), 'longer than 256 KiB'],
    [
      'many entities',
      '<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>',
      'not the metadata of one',
    ],
    ['a service provider', metadata('<SPSSODescriptor/>'), 'no identity provider'],
    ['no way in', metadata(role(keyOf('signing', bare))), 'no address to sign in at'],
    ['no key', metadata(role(signOn)), 'no certificate'],
    ['the past', metadata(role(signOn), ' validUntil="2020-01-01T00:00:00Z"'), 'valid no longer'],
    ['a day that never comes', metadata(role(signOn), ' validUntil="never"'), 'valid no longer'],
  ])('with %s is refused in words', (_, text, words) => {
    expect(providerIn(text)).toEqual(E.left(expect.stringContaining(words)));
  });
});

describe('a request to sign somebody in', () => {
  it('is signed where we have a key for it, over the query as it goes', async () => {
    const started = await connection({ signing: own }).start('opaque')();
    const [, query = ''] = E.isRight(started) ? started.right.redirectTo.split('?') : [];
    const [signed = '', signature = ''] = query.split('&Signature=');
    expect(signed).toMatch(/^SAMLRequest=.+&RelayState=opaque&SigAlg=.+rsa-sha256$/);
    const holds = createVerify('sha256')
      .update(signed)
      .verify(own.certificate, decodeURIComponent(signature), 'base64');
    expect(holds).toBe(true);
  });
});
