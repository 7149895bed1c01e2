import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CompanyAtWork, startCompanyAtWork } from '../simplesamlphp/company.js';
import { isInstalled } from '../simplesamlphp/run.js';
import { hasBrowser, openBrowser, person, picture } from './window.js';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

describe.skipIf(!hasBrowser || !isInstalled)('a company’s SimpleSAMLphp, in a browser', () => {
  let corp: CompanyAtWork;
  let browser: Browser;
  beforeAll(async () => {
    [browser, corp] = await Promise.all([openBrowser(), startCompanyAtWork()]);
  });
  afterAll(async () => {
    await browser?.close();
    await corp?.close();
  });

  it('an address leads there and back to the dashboard, and signing out there ends it here', async () => {
    const { page, faults } = await person(browser);
    await page.goto(corp.origin);
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('ada@corp.test');
    expect(await page.getByText('or', { exact: true }).count()).toBe(0);
    await picture(page, 'before-simplesamlphp');
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    await page.getByRole('textbox', { name: 'Username' }).fill('ada');
    await page.getByRole('textbox', { name: 'Password' }).fill('secret');
    await picture(page, 'simplesamlphp');
    await page.getByRole('button', { name: 'Login' }).click();
    await page.getByText('You are in the single sign-on of Example Corp').waitFor();
    expect(new URL(page.url()).origin).toBe(corp.origin);
    await picture(page, 'signed-in-through-simplesamlphp');
    await page.goto(`${corp.peer.origin}/saml2/idp/initSLO.php?RelayState=${corp.peer.origin}/`);
    await page.goto(corp.origin);
    await page.getByRole('textbox', { name: 'E-mail address' }).waitFor();
    await picture(page, 'signed-out-by-simplesamlphp');
    expect(faults).toEqual([]);
  });
});
