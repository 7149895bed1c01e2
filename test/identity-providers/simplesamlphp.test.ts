import type { SamlProvider } from '@recount/core/ports';
import { providerIn, saml } from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser } from '../playground/browser.js';
import { configuration, us } from '../security/saml/connection.js';
import { isInstalled, type SimpleSamlPhp, startSimpleSamlPhp } from '../simplesamlphp/run.js';
import { field, follow, signInThere, signOutThere } from '../simplesamlphp/visiting.js';

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
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
    const page = await signInThere(window, redirectTo);
    expect(field(page, 'RelayState')).toBe('opaque-state');
    const asserted = right(await provider.receive(field(page, 'SAMLResponse'))());
    expect(asserted).toMatchObject({
      inResponseTo: requestId,
      login: { subject: 'ada-0001', name: 'Ada Corp', address: { email: 'ada@corp.test' } },
    });

    const out = await signOutThere(window, peer.origin);
    expect(`${out.origin}${out.pathname}`).toBe(us.slo);
    const logout = right(await provider.logout({ binding: 'redirect', query: out.search.slice(1) })());
    expect(logout.subject).toBe('ada-0001');
    const [done] = await follow(window, logout.redirectTo);
    expect(done.status).toBeLessThan(400);
  }, 60_000);

  it('an answer to one service is refused by another', async () => {
    const { redirectTo } = right(await provider.start('x')());
    const page = await signInThere(browser(), redirectTo);
    const stranger = right(saml(configuration()));
    expect(E.isLeft(await stranger.receive(field(page, 'SAMLResponse'))())).toBe(true);
  }, 60_000);
});

it.runIf(!isInstalled)('SimpleSAMLphp is not installed: nothing was tried against it', ({ annotate }) =>
  annotate('apt-get install simplesamlphp'),
);
