import { textThat } from './text.js';

const loopbackHost = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

/** Whether an origin is this machine itself. */
export const isLoopback = (origin: string): boolean => loopbackHost.test(new URL(origin).hostname);

const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { origin, protocol } = new URL(text);
  const plain = protocol === 'http:' && isLoopback(text);
  return origin === text && (protocol === 'https:' || plain);
};

/** Where browsers find the service: scheme, host and port, as browsers spell it. */
export const Origin = textThat(
  'https://<host> as browsers spell it, without a path or a slash at its end (plain http on localhost only)',
  isOrigin,
);

const isIssuer = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username } = new URL(text);
  const plain = protocol === 'http:' && isLoopback(text);
  return (protocol === 'https:' || plain) && `${search}${hash}${username}` === '';
};

/** An OpenID Connect provider, exactly as it spells itself. */
export const Issuer = textThat('an https:// address without a query', isIssuer);
