import { describe, expect, it } from 'vitest';
import { answer, type Answer } from './saml/answer.js';
import { judge, takenBy } from './saml/connection.js';

const other = 'https://other.test/';

const forgeries: ReadonlyArray<readonly [string, Partial<Answer>, string]> = [
  ['the assertion is of another issuer', { issuer: other }, 'issuerIsTheirs'],
  ['the answer is of another issuer', { responseIssuer: other }, 'issuerIsTheirs'],
  ['the answer is addressed to another service', { destination: other }, 'destinationIsOurs'],
  ['the answer is addressed to nobody', { destination: undefined }, 'destinationIsOurs'],
  ['the confirmation is for another service', { recipient: other }, 'recipientIsUs'],
  ['the confirmation is for nobody', { recipient: undefined }, 'recipientIsUs'],
  ['the audience is another service', { audience: other }, 'audienceIsUs'],
  ['there is no audience restriction', { audience: undefined }, 'audienceIsUs'],
  [
    'a second audience restriction names others',
    {
      conditions:
        '<saml:AudienceRestriction><saml:Audience>https://other.test/</saml:Audience></saml:AudienceRestriction>',
    },
    'audienceIsUs',
  ],
  ['a condition is unknown', { conditions: '<saml:Condition/>' }, 'conditionsAreUnderstood'],
  [
    'the confirmation is not for the bearer',
    { method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' },
    'confirmedByBearer',
  ],
  ['the provider says no', { status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' }, 'statusIsSuccess'],
  ['the answer names another request than the assertion', { inResponseTo: '_another' }, 'requestIsNamedOnce'],
  ['the answer alone names a request', { confirmedFor: undefined }, 'requestIsNamedOnce'],
  ['the assertion alone names a request', { inResponseTo: undefined }, 'requestIsNamedOnce'],
];

describe('C5 an answer that is not for us, or not from them', () => {
  it('C5 the same answer without a forgery is taken', async () => {
    expect(await takenBy(answer())).toMatchObject({
      login: {
        realm: { type: 'connection', connectionId: 'con_01h455vb4pex5vsknk084s0001' },
        provider: 'corp',
        issuer: 'https://idp.corp.test/metadata',
        subject: 'ada-0001',
        address: { email: 'ada@corp.test', verified: true },
        name: 'Ada Corp',
      },
      assertionId: '_assertion',
      inResponseTo: '_request',
      sessionEnds: undefined,
    });
  });

  it.each(forgeries)('C5 %s: refused, alone', async (_, changes, promise) => {
    expect(await judge(answer(changes))).toBe(promise);
  });

  it('C5 an answer that was not asked for names no request, and is handed on as such', async () => {
    const { inResponseTo } = await takenBy(answer({ inResponseTo: undefined, confirmedFor: undefined }));
    expect(inResponseTo).toBeUndefined();
  });
});
