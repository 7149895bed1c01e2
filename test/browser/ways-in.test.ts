import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { endAll, freshFolder, type Program, startProgram } from '../server/program.js';
import { hasBrowser, openBrowser, type Person, person, picture, signInAs } from './window.js';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

const linkGitHubAs = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Link GitHub (invented)' }).click();
  await page.getByRole('button', { name }).click();
};

const waysIn = (page: Page) => page.locator('section.card', { hasText: 'Ways in' }).getByRole('listitem');

describe.skipIf(!hasBrowser)('ways in, in a browser, with real providers', () => {
  let program: Program;
  let browser: Browser;
  let origin: string;
  let somebody: Person;

  beforeAll(async () => {
    program = startProgram(freshFolder(), { RECOUNT_LOG_LEVEL: 'warn' });
    [browser, origin] = await Promise.all([openBrowser(), program.origin()]);
  });
  afterAll(async () => {
    await browser?.close();
    program?.signal('SIGTERM');
    expect(await program?.ended).toBe(0);
    endAll();
  });

  it('are linked and unlinked, and what ends is said before', async () => {
    somebody = await person(browser);
    const { page } = somebody;
    await page.goto(`${origin}/#/me`);
    await signInAs(page, 'Grace Example');
    await expect.poll(() => waysIn(page).count()).toBe(1);
    await linkGitHubAs(page, 'Alan Sample');
    await expect.poll(() => waysIn(page).count()).toBe(2);
    await picture(page, 'two ways in');
    await page.getByRole('button', { name: 'Unlink' }).last().click();
    await page.getByRole('dialog').getByText('Every other session of yours ends').waitFor();
    await picture(page, 'unlinking');
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await expect.poll(() => waysIn(page).count()).toBe(1);
    expect(somebody.faults).toEqual([]);
  });

  it('of two identities are offered to become one’s, and what came together is shown', async () => {
    const nora = await person(browser);
    await nora.page.goto(origin);
    await signInAs(nora.page, 'Nora Fiction', 'GitHub');
    const { page } = somebody;
    await linkGitHubAs(page, 'Nora Fiction');
    await page.getByRole('heading', { name: 'This login is another identity’s here' }).waitFor();
    expect(page.url()).not.toContain('merge');
    await picture(page, 'a merge is offered');
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
    await page.getByRole('heading', { name: 'Your ways in were joined' }).waitFor();
    await expect.poll(() => waysIn(page).count()).toBe(2);
    await picture(page, 'what came together');
    await page.getByRole('button', { name: 'Go on' }).click();
    await nora.page.reload();
    await nora.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect([...somebody.faults, ...nora.faults]).toEqual([]);
  });

  it('that merge by themselves are shown right after the sign-in', async () => {
    const ada = await person(browser);
    await ada.page.goto(origin);
    await signInAs(ada.page, 'Ada Example');
    await ada.page.getByRole('button', { name: 'Sign out' }).click();
    await signInAs(ada.page, 'Ada Example', 'GitHub');
    await ada.page.getByRole('heading', { name: 'Your ways in were joined' }).waitFor();
    expect(new URL(ada.page.url()).hash).toBe('#/joined');
    await ada.page.getByRole('button', { name: 'Go on' }).click();
    await ada.page.getByRole('heading', { name: 'Keys' }).first().waitFor();
    expect(ada.faults).toEqual([]);
  });
});
