const scheme = /^postgres(?:ql)?:\/\//;

// Between a user and the path of a socket there is no host, which a URL does not know; a name that is none stands in.
const nowhere = 'recount.invalid';

const parsed = (text: string): URL | undefined => {
  const whole = text.replace(/@\//, `@${nowhere}/`);
  return scheme.test(text) && URL.canParse(whole) ? new URL(whole) : undefined;
};

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const nameIn = ({ pathname }: URL): string => decoded(pathname.slice(1)) ?? '';

const isOneWord = (text: string | undefined): boolean =>
  text !== undefined && !/[\p{Cc}\p{Cs}\s]/u.test(text);

/** Whether this is the address of one PostgreSQL database, as the usual tools spell it. */
export const isDatabase = (text: string): boolean => {
  const url = parsed(text);
  if (url === undefined || url.hash !== '' || url.host.includes(',')) return false;
  const parts = [text, decoded(url.username), decoded(url.password), decoded(url.host)];
  const name = nameIn(url);
  return name !== '' && !name.includes('/') && parts.every(isOneWord);
};

const hostOf = (url: URL): string => {
  const socket = url.searchParams.get('host');
  if (socket !== null && socket !== '') return socket;
  const host = url.hostname === nowhere ? '' : (decoded(url.hostname) ?? url.hostname);
  if (host.startsWith('/')) return host;
  return `${host === '' ? 'localhost' : host}${url.port === '' ? '' : `:${url.port}`}`;
};

/** Which database an address means, for people: its name and where it is, and nobody's password. */
export const shownDatabase = (address: string): string => {
  const url = parsed(address);
  return url === undefined ? 'PostgreSQL' : `PostgreSQL, ${nameIn(url)} at ${hostOf(url)}`;
};
