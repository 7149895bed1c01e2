import { ConnectionId } from '@recount/domain/vocabulary';
import type { SamlAssertion, SamlProvider } from '@recount/core/ports';
import { saml, type SamlConfiguration, type SamlPromiseName } from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import { freshKey } from '@recount/playground';

const connectionId = 'con_01h455vb4pex5vsknk084s0001';
if (!ConnectionId.is(connectionId)) throw new Error('no connection');

/** The provider's key, in the connection's configuration. */
export const key = freshKey();

/** Us, the other side, and nobody else. */
export const us = {
  entityId: 'https://recount.test/sign-in/saml/corp/metadata',
  acs: 'https://recount.test/sign-in/saml/corp/acs',
  slo: 'https://recount.test/sign-in/saml/corp/logout',
  provider: 'https://idp.corp.test/metadata',
  entryPoint: 'https://idp.corp.test/sso',
  logoutUrl: 'https://idp.corp.test/slo',
};

/** A connection's configuration, with changes. */
export const configuration = (changes: Partial<SamlConfiguration> = {}): SamlConfiguration => ({
  name: 'corp',
  connectionId,
  entityId: us.entityId,
  assertionConsumerService: us.acs,
  singleLogoutService: us.slo,
  provider: {
    entityId: us.provider,
    entryPoint: us.entryPoint,
    logoutUrl: us.logoutUrl,
    certificates: [key.certificate],
  },
  ...changes,
});

/** The connection as a provider of our side. */
export const connection = (changes: Partial<SamlConfiguration> = {}): SamlProvider => {
  const made = saml(configuration(changes));
  if (E.isLeft(made)) throw new Error(made.left.detail);
  return made.right;
};

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** What becomes of an answer: who signed in, or the name of the promise that it breaks. */
export type Outcome = SamlAssertion | SamlPromiseName;

const nameIn = (detail: string): SamlPromiseName => {
  const [, name] = /\((\w+)\)$/.exec(detail) ?? [];
  return name as SamlPromiseName;
};

/** Judges what was posted, as it was posted. */
export const judgePosted = async (posted: string, at: SamlProvider = connection()): Promise<Outcome> => {
  const judged = await at.receive(posted)();
  return E.isRight(judged) ? judged.right : nameIn(judged.left.detail);
};

/** Judges an answer. */
export const judge = (xml: string, at: SamlProvider = connection()): Promise<Outcome> =>
  judgePosted(base64(xml), at);

/** Who signed in; for an answer that has to be taken. */
export const takenBy = async (xml: string, at: SamlProvider = connection()): Promise<SamlAssertion> => {
  const outcome = await judge(xml, at);
  if (typeof outcome === 'string') throw new Error(`refused by ${outcome}`);
  return outcome;
};
