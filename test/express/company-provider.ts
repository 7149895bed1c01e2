import { randomUUID } from 'node:crypto';
import type { SamlProvider } from '@recount/core/ports';
import { freshKey, type SigningKey } from '@recount/playground';
import { answer as signedAnswer } from '../security/saml/answer.js';
import { connection, us } from '../security/saml/connection.js';
import { logoutRequest, signedForm, signedQuery } from '../security/saml/logout.js';

/** What a company's provider asserts of somebody. */
export type Said = {
  readonly subject: string;
  readonly email?: string;
  readonly inResponseTo?: string | undefined;
  readonly assertionId?: string;
  readonly sessionEnds?: number;
};

/** A request to sign somebody out: the query of a redirect, or the field of a form. */
export type SignOut = { readonly query: string; readonly form: { readonly SAMLRequest: string } };

/** A company's provider: how it is spoken to, and how it answers and signs people out. */
export type CompanyProvider = {
  readonly provider: SamlProvider;
  readonly answer: (said: Said) => string;
  readonly signOut: (subject: string) => SignOut;
};

const freshId = (): string => `_${randomUUID()}`;

/** A provider with a key of its own. All are called the same and know us by one address: only the key tells them apart. */
export const companyProvider = (key: SigningKey = freshKey()): CompanyProvider => {
  const { provider, entryPoint, logoutUrl } = us;
  const described = { entityId: provider, entryPoint, logoutUrl, certificates: [key.certificate] };
  const answer = ({ subject, email = '', inResponseTo, ...said }: Said): string => {
    const { assertionId = freshId(), sessionEnds } = said;
    const about = { assertionId, nameId: subject, email, sessionEnds };
    const to = { responseId: freshId(), inResponseTo, confirmedFor: inResponseTo };
    return Buffer.from(signedAnswer({ ...about, ...to }, { key })).toString('base64');
  };
  return {
    provider: connection({ provider: described }),
    answer,
    signOut: (subject) => {
      const xml = logoutRequest({ requestId: freshId(), nameId: subject });
      return { query: signedQuery(xml, key), form: { SAMLRequest: signedForm(xml, key) } };
    },
  };
};
