import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { canonicalMailbox } from '@recount/core';
import type { ProvenLogin, SamlAssertion } from '@recount/core/ports';
import { soundName } from '../../oauth/person.js';
import { type Broken, broken } from '../promises/check.js';
import type { Checked } from '../configuration/settings.js';
import { type Element, textOf } from '../xml/element.js';
import { type Attributes, attributesIn, calledIn, emailNames, firstOf } from './attributes.js';
import { type Answer, authentications } from './judged.js';
import { emailFormat, formatOf, nameIdIn, subjectIn } from './subject.js';
import { instantIn } from './times.js';

const emailInName = (assertion: Element): ReadonlyArray<string> => {
  const nameId = nameIdIn(assertion);
  const name = textOf(nameId);
  return nameId === undefined || name === undefined || formatOf(nameId) !== emailFormat ? [] : [name];
};

const emailsIn = (
  { emailAttribute }: Checked,
  assertion: Element,
  attributes: Attributes,
): ReadonlyArray<string> => {
  if (emailAttribute !== undefined) return attributes.get(emailAttribute) ?? [];
  const usual = firstOf(attributes, emailNames);
  return usual.length > 0 ? usual : emailInName(assertion);
};

const addressIn = (emails: ReadonlyArray<string>): E.Either<Broken, ProvenLogin['address']> => {
  const [email, ...more] = emails;
  if (email === undefined) return E.right(undefined);
  const mailbox = more.length === 0 ? canonicalMailbox(email) : O.none;
  return O.isSome(mailbox)
    ? E.right({ email: mailbox.value, verified: true })
    : E.left(broken('addressIsWhole'));
};

const sessionEnds = (assertion: Element): number | undefined => {
  const ends = authentications(assertion).flatMap(
    ({ attributes }) => instantIn(attributes.get('SessionNotOnOrAfter')) ?? [],
  );
  return ends.length === 0 ? undefined : Math.min(...ends);
};

/** Reads who signed in out of an assertion that was judged. */
export const assertedBy = ({ root, assertion, configuration }: Answer): E.Either<Broken, SamlAssertion> => {
  const attributes = attributesIn(assertion);
  return pipe(
    E.Do,
    E.bind('subject', () => subjectIn(configuration, assertion, attributes)),
    E.bind('address', () => addressIn(emailsIn(configuration, assertion, attributes))),
    E.map(({ subject, address }) => ({
      login: {
        realm: { type: 'connection', connectionId: configuration.connectionId },
        provider: configuration.name,
        issuer: configuration.provider.entityId,
        subject,
        address,
        name: soundName(calledIn(attributes)),
      },
      assertionId: assertion.attributes.get('ID') ?? '',
      inResponseTo: root.attributes.get('InResponseTo'),
      sessionEnds: sessionEnds(assertion),
    })),
  );
};
