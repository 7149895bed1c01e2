import type { SamlProvider } from '@recount/core/ports';
import { providerIn, saml } from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, browser, next } from '../playground/browser.js';
import { configuration, us } from '../security/saml/connection.js';
import { isInstalled, type SimpleSamlPhp, startSimpleSamlPhp } from '../simplesamlphp/run.js';

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

const unescaped = (html: string): string =>
  html.replaceAll('&quot;', '"').replaceAll('&#039;', "'").replaceAll('&amp;', '&');

const field = (page: string, name: string): string =>
  unescaped(new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '');

const follow = async (window: Browser, start: string): Promise<readonly [Response, URL]> => {
  let at = new URL(start);
  let answer = await window.open(at);
  while (answer.headers.has('location')) {
    at = next(answer, at);
    if (!at.href.startsWith('http://127.0.0.1')) return [answer, at];
    answer = await window.open(at);
  }
  return [answer, at];
};

const signIn = async (window: Browser, redirectTo: string): Promise<string> => {
  const [login, at] = await follow(window, redirectTo);
  const state = field(await login.text(), 'AuthState');
  const answer = await window.send(at, { username: 'ada', password: 'secret', AuthState: state });
  return answer.text();
};

describe.skipIf(!isInstalled)('against SimpleSAMLphp', () => {
  let peer: SimpleSamlPhp;
  let provider: SamlProvider;

  beforeAll(async () => {
    peer = await startSimpleSamlPhp({
      entityId: us.entityId,
      assertionConsumerService: us.acs,
      singleLogoutService: us.slo,
    });
    const metadata = await (await fetch(`${peer.origin}/saml2/idp/metadata.php`)).text();
    provider = right(saml({ ...configuration(), provider: right(providerIn(metadata)) }));
  }, 60_000);
  afterAll(() => peer.close());

  it('somebody signs in, and SimpleSAMLphp signs them out again', async () => {
    const window = browser();
    const { redirectTo, requestId } = right(await provider.start('opaque-state')());
    const page = await signIn(window, redirectTo);
    expect(field(page, 'RelayState')).toBe('opaque-state');
    const asserted = right(await provider.receive(field(page, 'SAMLResponse'))());
    expect(asserted).toMatchObject({
      inResponseTo: requestId,
      login: { subject: 'ada-0001', name: 'Ada Corp', address: { email: 'ada@corp.test' } },
    });

    const [, out] = await follow(window, `${peer.origin}/saml2/idp/initSLO.php?RelayState=/done`);
    expect(`${out.origin}${out.pathname}`).toBe(us.slo);
    const logout = right(await provider.logout({ binding: 'redirect', query: out.search.slice(1) })());
    expect(logout.subject).toBe('ada-0001');
    const [done] = await follow(window, logout.redirectTo);
    expect(done.status).toBeLessThan(400);
  }, 60_000);

  it('an answer to one service is refused by another', async () => {
    const { redirectTo } = right(await provider.start('x')());
    const page = await signIn(browser(), redirectTo);
    const stranger = right(saml(configuration()));
    expect(E.isLeft(await stranger.receive(field(page, 'SAMLResponse'))())).toBe(true);
  }, 60_000);
});

it.runIf(!isInstalled)('SimpleSAMLphp is not installed: nothing was tried against it', ({ annotate }) =>
  annotate('apt-get install simplesamlphp'),
);
