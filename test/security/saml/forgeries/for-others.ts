import { type Answer, answer } from '../answer.js';
import type { Forgery } from './forgery.js';

const other = 'https://other.test/';

const changes: ReadonlyArray<readonly [string, Partial<Answer>, string]> = [
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

/** Sound answers that are for others, or from others: each is so in one thing. */
export const forOthers: ReadonlyArray<Forgery> = changes.map(([what, change, promise]) => [
  what,
  () => answer(change),
  promise,
]);
