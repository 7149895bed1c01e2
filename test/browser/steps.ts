import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The button that names the active account, and opens the others. */
export const activeAccount = (page: Page) => page.getByRole('button', { name: /Switch account$/ });

/** Switches to another account. */
export const workIn = async (page: Page, name: string): Promise<void> => {
  await activeAccount(page).click();
  await page.getByRole('list', { name: 'Your accounts' }).getByRole('button', { name }).click();
  await expect.poll(() => activeAccount(page).getAttribute('aria-label')).toContain(name);
};

/** Creates a team, and waits until it is worked in. */
export const createTeam = async (page: Page, name: string): Promise<void> => {
  await activeAccount(page).click();
  await page.getByRole('button', { name: 'Create a team' }).click();
  // The page before has a field of this name, too.
  await page.getByRole('heading', { name: 'Create a team' }).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create team' }).click();
  await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
};

/** Whom to invite: whoever has an address, or the first so many with the link. */
export type Whom = { readonly email: string } | { readonly uses: number };

/** Invites somebody into the team that the page shows, and answers the link. */
export const invite = async (page: Page, whom: Whom, role: string): Promise<string> => {
  if ('email' in whom) {
    await page.getByRole('radio', { name: /^One address/ }).check();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(whom.email);
  } else {
    await page.getByRole('radio', { name: /^Whoever has/ }).check();
    await page.getByRole('spinbutton', { name: 'How many may use the link' }).fill(String(whom.uses));
  }
  await page.getByRole('radio', { name: new RegExp(`^${role}`) }).check();
  await page.getByRole('button', { name: /^Invite to/ }).click();
  return page.getByRole('region', { name: 'Send this link' }).locator('code').innerText();
};
