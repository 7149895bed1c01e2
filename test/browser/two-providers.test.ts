import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { onPlayground } from './playground.js';
import { createTeam, workIn } from './steps.js';
import { picture, signInAs } from './window.js';

const identityOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const me = (await (await fetch('/v1/me')).json()) as { identityId: string };
    return me.identityId;
  });

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: /^Continue with GitHub/ }).waitFor();
};

onPlayground('one person at GitHub and at Google, in a browser', (playground) => {
  const bothWays = async (name: string) => {
    const { page, faults } = await playground.newcomer();
    await page.goto(playground.origin);
    await signInAs(page, name, 'GitHub');
    const atGithub = await identityOf(page);
    await picture(page, `github-${name}`);
    return { page, faults, atGithub };
  };

  it('is told by the page of each provider which one it stands for, and that it is invented', async () => {
    const { page } = await playground.newcomer();
    for (const provider of ['GitHub', 'Google']) {
      await page.goto(playground.origin);
      await page.getByRole('link', { name: `Continue with ${provider} (invented)` }).click();
      await page.getByRole('heading', { name: `Who are you today, at the invented ${provider}?` }).waitFor();
      await page.getByText('Invented people – playground, not a real provider').waitFor();
      await picture(page, `choose-${provider}`);
    }
  });

  it('whose address both verified is one identity, and comes to the same team', async () => {
    const { page, faults, atGithub } = await bothWays('Ada Example');
    await createTeam(page, 'Both Ways');
    await signOut(page);
    await signInAs(page, 'Ada Example', 'Google');
    expect(await identityOf(page)).toBe(atGithub);
    await workIn(page, 'Both Ways');
    await picture(page, 'merged');
    await workIn(page, 'Ada Example');
    await page.getByRole('link', { name: 'History' }).click();
    await page.locator('.happened').first().waitFor();
    await picture(page, 'merged-history');
    expect(faults).toEqual([]);
  });

  it.each(['Otto Unproven', 'Nell Silent'])(
    '%s, whom no address proves, is somebody else at each',
    async (name) => {
      const { page, faults, atGithub } = await bothWays(name);
      await signOut(page);
      await signInAs(page, name, 'Google');
      expect(await identityOf(page)).not.toBe(atGithub);
      expect(faults).toEqual([]);
    },
  );
});
