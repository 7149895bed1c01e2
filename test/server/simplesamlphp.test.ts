import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, browser, next } from '../playground/browser.js';
import { type CompanyAtWork, corpId, startCompanyAtWork } from '../simplesamlphp/company.js';
import { isInstalled } from '../simplesamlphp/run.js';
import { field, follow, signInThere, signOutThere } from '../simplesamlphp/visiting.js';

describe.skipIf(!isInstalled)('a company whose provider is SimpleSAMLphp, at a running service', () => {
  let corp: CompanyAtWork;
  beforeAll(async () => {
    corp = await startCompanyAtWork();
  }, 60_000);
  afterAll(() => corp.close());

  // From the sign-in's address to the last answer, as a browser walks.
  const walks = async (window: Browser, name: string): Promise<Response> => {
    const begun = await window.open(`${corp.origin}/sign-in/sso/${corpId}`, { 'sec-fetch-site': 'none' });
    const page = await signInThere(window, next(begun, corp.origin).href, name);
    const form = { SAMLResponse: field(page, 'SAMLResponse'), RelayState: field(page, 'RelayState') };
    const acs = `${corp.origin}/sign-in/saml/${corpId}/acs`;
    const parked = await window.send(acs, form, { origin: corp.peer.origin, 'sec-fetch-site': 'cross-site' });
    return window.open(next(parked, acs), { 'sec-fetch-site': 'cross-site' });
  };

  const me = async (window: Browser) => {
    const answer = await window.open(`${corp.origin}/v1/me`, { 'sec-fetch-site': 'same-origin' });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };

  it('signs its people in, each as somebody of their own, and the same person again as the same', async () => {
    const windows = [browser(), browser(), browser()] as const;
    const names = ['ada', 'emil', 'ada'] as const;
    for (const [index, window] of windows.entries()) {
      const done = await walks(window, names[index] ?? '');
      expect(done.status).toBe(303);
      expect(await (await window.open(next(done, corp.origin))).text()).toContain('<title>Recount');
    }
    const [ada, emil, again] = await Promise.all(windows.map(async (window) => (await me(window)).body));
    expect(ada).toMatchObject({
      email: 'ada@corp.test',
      realm: { type: 'connection', connectionId: corpId },
      connection: { title: 'Example Corp' },
    });
    expect(emil.email).toBe('emil@corp.test');
    expect(emil.identityId).not.toBe(ada.identityId);
    expect([again.identityId, again.accounts]).toEqual([ada.identityId, ada.accounts]);
  }, 60_000);

  it('signs them out of their sessions here, and of nobody else’s', async () => {
    const [ada, emil] = [browser(), browser()];
    await walks(ada, 'ada');
    await walks(emil, 'emil');
    expect([(await me(ada)).status, (await me(emil)).status]).toEqual([200, 200]);
    const slo = await signOutThere(ada, corp.peer.origin);
    expect(`${slo.origin}${slo.pathname}`).toBe(`${corp.origin}/sign-in/saml/${corpId}/slo`);
    const told = await ada.open(slo, { 'sec-fetch-site': 'cross-site' });
    expect(told.status).toBe(303);
    const [done] = await follow(ada, next(told, slo));
    expect(done.status).toBeLessThan(400);
    expect([(await me(ada)).status, (await me(emil)).status]).toEqual([401, 200]);
  }, 60_000);

  it('C9 signs nobody in with an address that is not its own', async () => {
    const max = browser();
    const refused = await walks(max, 'max');
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('/problems/sso-email-is-within-verified-domains');
    expect((await me(max)).status).toBe(401);
  }, 60_000);
});
