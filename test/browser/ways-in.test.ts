import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { onPlayground } from './playground.js';
import { type Person, picture, signInAs } from './window.js';

const linkGitHubAs = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Link GitHub (invented)' }).click();
  await page.getByRole('button', { name }).click();
};

const waysIn = (page: Page) => page.locator('section.card', { hasText: 'Ways in' }).getByRole('listitem');

onPlayground('ways in, in a browser, with real providers', (playground) => {
  let somebody: Person;

  it('are linked and unlinked, and what ends is said before', async () => {
    somebody = await playground.newcomer();
    const { page } = somebody;
    await page.goto(`${playground.origin}/#/me`);
    await signInAs(page, 'Grace Example');
    await expect.poll(() => waysIn(page).count()).toBe(1);
    await linkGitHubAs(page, 'Alan Sample');
    await expect.poll(() => waysIn(page).count()).toBe(2);
    const providers = await waysIn(page).locator('strong').allInnerTexts();
    expect(providers).toEqual(['Google (invented)', 'GitHub (invented)']);
    await picture(page, 'two ways in');
    await page.getByRole('button', { name: 'Unlink' }).last().click();
    await page.getByRole('dialog').getByText('Every other session of yours ends').waitFor();
    await picture(page, 'unlinking');
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await expect.poll(() => waysIn(page).count()).toBe(1);
    expect(somebody.faults).toEqual([]);
  });

  it('of two identities are offered to become one’s, and what came together is shown', async () => {
    const nora = await playground.newcomer();
    await nora.page.goto(playground.origin);
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
    const ada = await playground.newcomer();
    await ada.page.goto(playground.origin);
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
