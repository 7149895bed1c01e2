import { type Browser, next } from '../playground/browser.js';

const unescaped = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&#039;', "'").replaceAll('&amp;', '&');

/** What stands in a hidden field of a page. */
export const field = (page: string, name: string): string =>
  unescaped(new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '');

/** Follows redirects as far as they lead below an origin: the last answer, and the address that comes next or is reached. */
export const follow = async (
  window: Browser,
  start: string | URL,
  within = 'http://127.0.0.1',
): Promise<readonly [Response, URL]> => {
  let at = new URL(start);
  let answer = await window.open(at);
  while (answer.headers.has('location')) {
    at = next(answer, at);
    if (!at.href.startsWith(within)) return [answer, at];
    answer = await window.open(at);
  }
  return [answer, at];
};

/** Signs somebody in at SimpleSAMLphp, or is known there already: the page whose form goes to the service. */
export const signInThere = async (window: Browser, redirectTo: string, name = 'ada'): Promise<string> => {
  const [login, at] = await follow(window, redirectTo);
  const page = await login.text();
  if (field(page, 'SAMLResponse') !== '') return page;
  const state = field(page, 'AuthState');
  const answer = await window.send(at, { username: name, password: 'secret', AuthState: state });
  return answer.text();
};

/** Has SimpleSAMLphp sign out whoever this browser is there, everywhere: where it sends the browser to tell a service. */
export const signOutThere = async (window: Browser, origin: string): Promise<URL> =>
  (await follow(window, `${origin}/saml2/idp/initSLO.php?RelayState=/done`))[1];
