import type { Check } from '../promises/check.js';
import type { Checked } from '../configuration/settings.js';
import { all, type Element, only, saml, samlp, textOf } from '../xml/element.js';
import { hasBegun, isNotOver } from './times.js';

/** An answer, its assertion as it was signed, and the moment at which both are judged. */
export type Answer = {
  readonly root: Element;
  readonly assertion: Element;
  readonly configuration: Checked;
  readonly now: number;
};

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

const knownConditions: ReadonlySet<string> = new Set(
  ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'].map(saml),
);

const confirmationIn = (assertion: Element): Element | undefined =>
  only(only(assertion, saml('Subject')), saml('SubjectConfirmation'));

const confirmed = ({ assertion }: Answer): ReadonlyMap<string, string> =>
  only(confirmationIn(assertion), saml('SubjectConfirmationData'))?.attributes ?? new Map<string, string>();

const conditions = ({ assertion }: Answer): Element | undefined => only(assertion, saml('Conditions'));

const isOf = (issuer: Element | undefined, { configuration }: Answer): boolean =>
  textOf(issuer) === configuration.provider.entityId;

const issuersAreTheirs = (answer: Answer): boolean =>
  isOf(only(answer.assertion, saml('Issuer')), answer) &&
  all(answer.root, saml('Issuer')).length <= 1 &&
  all(answer.root, saml('Issuer')).every((issuer) => isOf(issuer, answer));

const confirmationIsInTime = (answer: Answer): boolean =>
  hasBegun(confirmed(answer).get('NotBefore'), answer.now) &&
  isNotOver(confirmed(answer).get('NotOnOrAfter'), answer.now);

const conditionsAreInTime = (answer: Answer): boolean => {
  const { attributes } = conditions(answer) ?? { attributes: new Map<string, string>() };
  return (
    hasBegun(attributes.get('NotBefore'), answer.now) && isNotOver(attributes.get('NotOnOrAfter'), answer.now)
  );
};

const audienceIsUs = (answer: Answer): boolean => {
  const found = conditions(answer);
  const restrictions = found === undefined ? [] : all(found, saml('AudienceRestriction'));
  return (
    restrictions.length > 0 &&
    restrictions.every((restriction) =>
      all(restriction, saml('Audience')).some(
        (audience) => textOf(audience) === answer.configuration.entityId,
      ),
    )
  );
};

/** The statements that the person authenticated. */
export const authentications = (assertion: Element): ReadonlyArray<Element> =>
  all(assertion, saml('AuthnStatement'));

const personAuthenticated = ({ assertion, now }: Answer): boolean => {
  const statements = authentications(assertion);
  return (
    statements.length > 0 &&
    statements
      .map(({ attributes }) => attributes.get('SessionNotOnOrAfter'))
      .every((end) => end === undefined || isNotOver(end, now))
  );
};

/** Whether the provider says that all went well. */
export const isSuccess = (root: Element): boolean =>
  only(only(root, samlp('Status')), samlp('StatusCode'))?.attributes.get('Value') === success;

/** What an answer and its assertion have to say, each by itself. */
export const judged: ReadonlyArray<Check<Answer>> = [
  {
    name: 'destinationIsOurs',
    holds: ({ root, configuration }) =>
      root.attributes.get('Destination') === configuration.assertionConsumerService,
  },
  { name: 'issuerIsTheirs', holds: issuersAreTheirs },
  {
    name: 'confirmedByBearer',
    holds: ({ assertion }) => confirmationIn(assertion)?.attributes.get('Method') === bearer,
  },
  {
    name: 'requestIsNamedOnce',
    holds: (answer) =>
      answer.root.attributes.get('InResponseTo') === confirmed(answer).get('InResponseTo') &&
      answer.root.attributes.get('InResponseTo') !== '',
  },
  {
    name: 'recipientIsUs',
    holds: (answer) => confirmed(answer).get('Recipient') === answer.configuration.assertionConsumerService,
  },
  { name: 'confirmationIsInTime', holds: confirmationIsInTime },
  {
    name: 'conditionsAreUnderstood',
    holds: (answer) => conditions(answer)?.children.every(({ name }) => knownConditions.has(name)) === true,
  },
  { name: 'conditionsAreInTime', holds: conditionsAreInTime },
  { name: 'audienceIsUs', holds: audienceIsUs },
  { name: 'personAuthenticated', holds: personAuthenticated },
];
