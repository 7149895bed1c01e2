import { inflateRawSync } from 'node:zlib';
import { SaxesParser } from 'saxes';

/** What a service asks for: whom to answer, where, and which request the answer names. */
export type Asked = {
  /** Nothing where the sign-in begins here. */
  readonly requestId: string | undefined;
  readonly issuer: string;
  readonly answerTo: string | undefined;
  readonly relayState: string | undefined;
};

const longestRequest = 65_536;

const textOf = (message: string): string | undefined => {
  try {
    const bytes = Buffer.from(message, 'base64');
    return inflateRawSync(bytes, { maxOutputLength: longestRequest }).toString('utf8');
  } catch {
    return undefined;
  }
};

type Read = { name: string; id: string; answerTo: string | undefined; issuer: string; broken: boolean };

const readIn = (text: string): Read => {
  const read: Read = { name: '', id: '', answerTo: undefined, issuer: '', broken: false };
  let inIssuer = false;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', () => {
    read.broken = true;
  });
  parser.on('opentag', ({ local, attributes }) => {
    inIssuer = local === 'Issuer';
    if (read.name !== '') return;
    read.name = local;
    read.id = attributes['ID']?.value ?? '';
    read.answerTo = attributes['AssertionConsumerServiceURL']?.value;
  });
  parser.on('closetag', () => {
    inIssuer = false;
  });
  parser.on('text', (said) => {
    if (inIssuer) read.issuer += said;
  });
  parser.write(text).close();
  return read;
};

const startedHere = (query: URLSearchParams): Asked | undefined => {
  const issuer = query.get('service');
  return issuer === null
    ? undefined
    : { requestId: undefined, issuer, answerTo: undefined, relayState: undefined };
};

/** Reads an AuthnRequest by HTTP-Redirect, or the name of a service to go to without one; nothing for anything else. */
export const askedIn = (query: URLSearchParams): Asked | undefined => {
  const message = query.get('SAMLRequest');
  if (message === null) return startedHere(query);
  const text = textOf(message);
  const read = text === undefined ? undefined : readIn(text);
  if (read === undefined || read.broken || read.name !== 'AuthnRequest') return undefined;
  const { id: requestId, issuer, answerTo } = read;
  return { requestId, issuer, answerTo, relayState: query.get('RelayState') ?? undefined };
};
