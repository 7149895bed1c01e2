import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { onPlayground } from './playground.js';
import { activeAccount } from './steps.js';
import { type Person, picture } from './window.js';

type Me = { readonly identityId: string; readonly personal: string; readonly realm: string };

const meOn = async (page: Page): Promise<Me> => {
  const text = await page.evaluate(async () => (await fetch('/v1/me')).text());
  const me = JSON.parse(text);
  const own = me.accounts.find(({ kind }: { readonly kind: string }) => kind === 'personal');
  return { identityId: me.identityId, personal: own.accountId, realm: me.realm.type };
};

const goesBy = async (page: Page, email: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
};

onPlayground('single sign-on, in a browser, with a real SAML provider', (playground) => {
  const people: Person[] = [];

  const newcomer = async (): Promise<Page> => {
    const somebody = await playground.newcomer();
    people.push(somebody);
    await somebody.page.goto(playground.origin);
    return somebody.page;
  };

  it('an address of a company goes to its provider by itself, and comes back to the dashboard', async () => {
    const page = await newcomer();
    await page.getByRole('link', { name: /^Continue with Google/ }).waitFor();
    await picture(page, 'sign-in');
    await goesBy(page, 'ada@corp.test');
    await page.getByRole('button', { name: 'Ada Corp' }).waitFor();
    expect(new URL(page.url()).origin).not.toBe(playground.origin);
    await picture(page, 'company');
    await page.getByRole('button', { name: 'Ada Corp' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.getByText('You are in the single sign-on of Example Corp').waitFor();
    await expect.poll(() => activeAccount(page).innerText()).toContain('Personal account');
    await picture(page, 'signed-in-through-the-company');
    expect(new URL(page.url()).origin).toBe(playground.origin);
    expect((await meOn(page)).realm).toBe('connection');
  });

  it('C11 the same address at Google is somebody apart, and is told of the company', async () => {
    const company = await newcomer();
    await goesBy(company, 'ada@corp.test');
    await company.getByRole('button', { name: 'Ada Corp' }).click();
    await company.getByRole('button', { name: 'Sign out' }).waitFor();
    const social = await newcomer();
    await social.getByRole('link', { name: /^Continue with Google/ }).click();
    await social.getByRole('button', { name: 'Ada Corp' }).click();
    await social.getByText('Your address is one of Example Corp').waitFor();
    await picture(social, 'social-with-a-company-s-address');
    const [one, other] = [await meOn(company), await meOn(social)];
    expect([one.realm, other.realm]).toEqual(['connection', 'social']);
    expect(one.identityId).not.toBe(other.identityId);
    expect(one.personal).not.toBe(other.personal);
    await social.getByRole('link', { name: 'sign in there instead' }).click();
    await social.getByRole('button', { name: 'Ada Corp' }).click();
    await social.getByText('You are in the single sign-on of Example Corp').waitFor();
    expect((await meOn(social)).identityId).toBe(one.identityId);
  });

  it('C9 somebody with an address that the company does not own is refused, in words', async () => {
    const page = await newcomer();
    await goesBy(page, 'max@corp.test');
    await page.getByRole('button', { name: 'Max Elsewhere' }).click();
    await page.getByRole('heading', { name: /named no address of its own/ }).waitFor();
    await picture(page, 'refused');
    expect(await page.getByRole('link', { name: 'Continue with Example Corp (invented)' }).count()).toBe(1);
  });

  it('an address of no company is told so, and the other ways are in reach of the keyboard', async () => {
    const page = await newcomer();
    await goesBy(page, 'nora@fiction.test');
    await page.getByText('of no company with a sign-in of its own here').waitFor();
    await expect.poll(() => page.locator(':focus').innerText()).toMatch(/^Continue with/);
    await picture(page, 'no-company');
  });

  it('whoever goes back from the company without signing in is nobody, and may begin again', async () => {
    const page = await newcomer();
    await goesBy(page, 'emil@corp.test');
    await page.getByRole('button', { name: /back|nobody|leave/i }).click();
    await page.getByRole('heading', { name: 'The sign-in did not succeed' }).waitFor();
    await page.getByRole('link', { name: 'Continue with Example Corp (invented)' }).click();
    await page.getByRole('button', { name: 'Emil Corp' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  it('leaves nothing in the console', () => {
    expect(people.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
