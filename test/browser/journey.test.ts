import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { onPlayground } from './playground.js';
import { activeAccount, createTeam, invite, workIn } from './steps.js';
import { type Person, picture, signInAs } from './window.js';

const issueKey = async (page: Page, name: string, owner: string): Promise<string> => {
  await page.getByRole('link', { name: 'Keys', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('radio', { name: /^API/ }).check();
  await page.getByRole('button', { name: `Create key for ${owner}`, exact: true }).click();
  const shown = await page
    .getByRole('region', { name: /^Your new key/ })
    .locator('code')
    .innerText();
  expect(shown).toMatch(/^export RECOUNT_KEY=rk_[0-9A-Za-z_]+$/);
  return shown.slice('export RECOUNT_KEY='.length);
};

onPlayground('the page, in a browser, with a real provider', (playground) => {
  let ada: Person;
  let grace: Person;

  beforeAll(async () => {
    [ada, grace] = [await playground.newcomer(), await playground.newcomer()];
  });

  const verify = async (key: string): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${playground.origin}/v1/keys/verify`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    return (await answer.json()) as Record<string, unknown>;
  };

  it('takes two people from signing in to a key of their team, and tells who did what', async () => {
    await ada.page.goto(playground.origin);
    await signInAs(ada.page, 'Ada Example');
    await ada.page.getByText('You are in the social world').waitFor();
    await expect.poll(() => activeAccount(ada.page).innerText()).toContain('Personal account');
    await createTeam(ada.page, 'Acme Robotics');
    const link = await invite(ada.page, { email: 'grace@example.test' }, 'Developer');
    expect(link).toMatch(new RegExp(`^${playground.origin}/#/invitations/\\S+$`));
    await picture(ada.page, 'invited');

    await grace.page.goto(link);
    await grace.page.getByText('the invitation is kept for you').waitFor();
    expect(grace.page.url()).toBe(`${playground.origin}/#/invitations`);
    await signInAs(grace.page, 'Grace Example');
    await grace.page
      .getByRole('heading', { name: 'Ada Example invites you to join Acme Robotics as developer' })
      .waitFor();
    await picture(grace.page, 'invitation');
    await grace.page.getByRole('button', { name: 'Accept and join' }).click();
    await grace.page.getByRole('heading', { name: 'People', exact: true }).waitFor();
    expect(await activeAccount(grace.page).innerText()).toContain('Acme Robotics');
    await grace.page.getByText('(you)').waitFor();

    await workIn(ada.page, 'Ada Example');
    await workIn(ada.page, 'Acme Robotics');
    const key = await issueKey(ada.page, 'deploy', 'Acme Robotics');
    await picture(ada.page, 'key');
    const verdict = await verify(key);
    expect(verdict).toMatchObject({ valid: true, scope: 'API' });
    expect(verdict['accountId']).toMatch(/^acc_/);

    await ada.page.getByRole('link', { name: 'History' }).click();
    await ada.page.locator('.happened').first().waitFor();
    const lines = (await ada.page.locator('.happened').allInnerTexts()).join('\n');
    await picture(ada.page, 'history');
    for (const sentence of [
      'Ada Example created the team “Acme Robotics”',
      'Ada Example invited grace@example.test as developer',
      'Grace Example accepted an invitation',
      'Ada Example issued the key “deploy” (API, ending in',
    ])
      expect(lines).toContain(sentence);
    expect(lines).toMatch(/in their session …\S{6}/);
    expect(lines).not.toContain(key);
  });

  it('E1: a key lands in the account that its own tab shows, whatever another tab has switched to', async () => {
    const other = await ada.another();
    await other.goto(`${playground.origin}/#/acme-robotics/keys`);
    await expect.poll(() => activeAccount(other).getAttribute('aria-label')).toContain('Acme Robotics');
    await workIn(ada.page, 'Ada Example');
    const inTeam = await verify(await issueKey(other, 'from the other tab', 'Acme Robotics'));
    const personal = await verify(await issueKey(ada.page, 'mine alone', 'Ada Example (personal)'));
    expect([inTeam['valid'], personal['valid']]).toEqual([true, true]);
    expect(inTeam['accountId']).not.toBe(personal['accountId']);
    await other.reload();
    await expect.poll(() => activeAccount(other).getAttribute('aria-label')).toContain('Acme Robotics');
    await other.close();
  });

  it('shows a key once: no list, no history and no going back brings its secret again', async () => {
    const key = await issueKey(ada.page, 'once', 'Ada Example (personal)');
    await ada.page.getByRole('link', { name: 'History' }).click();
    await ada.page.getByRole('heading', { name: 'History', exact: true }).waitFor();
    await ada.page.goBack();
    await ada.page.getByText(`rk_…${key.slice(-4)}`).waitFor();
    expect(await ada.page.content()).not.toContain(key);
  });

  it('H9: shows a hostile name as the text that it is', async () => {
    const name = '<img src=x onerror=alert(1)> "team"';
    await createTeam(ada.page, name);
    expect(await activeAccount(ada.page).innerText()).toContain(name);
    await ada.page.getByRole('link', { name: 'History' }).click();
    await ada.page.getByText(`created the team “${name}”`).waitFor();
    expect(await ada.page.locator('main img').count()).toBe(0);
  });

  it('says why something is not done, in the words of the service', async () => {
    await createTeam(ada.page, 'Second Team');
    await activeAccount(ada.page).click();
    await ada.page.getByRole('button', { name: 'Create a team' }).click();
    await ada.page.getByRole('heading', { name: 'Create a team' }).waitFor();
    await ada.page.getByRole('textbox', { name: 'Name' }).fill('Second Team');
    await ada.page.getByRole('button', { name: 'Create team' }).click();
    expect(await ada.page.getByRole('alert').innerText()).toContain('Another account has it');
  });

  it('E3: tells whoever was removed that the team is lost, and offers what is left', async () => {
    await workIn(ada.page, 'Acme Robotics');
    await ada.page.getByRole('link', { name: 'People' }).click();
    await ada.page.getByRole('button', { name: 'Remove' }).click();
    await ada.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await ada.page.getByText('Grace Example is removed').waitFor();
    await grace.page.getByRole('link', { name: 'Keys' }).click();
    await grace.page.getByRole('heading', { name: 'You cannot work in Acme Robotics' }).waitFor();
    await picture(grace.page, 'lost');
    await grace.page.getByRole('button', { name: /Grace Example/ }).click();
    await expect.poll(() => activeAccount(grace.page).innerText()).toContain('Personal account');
  });

  it('signs out: the page forgets, and the session is over', async () => {
    await grace.page.getByRole('button', { name: 'Sign out' }).click();
    await grace.page.getByRole('link', { name: /^Continue with GitHub/ }).waitFor();
    await grace.page.goBack();
    await grace.page.getByRole('link', { name: /^Continue with GitHub/ }).waitFor();
  });

  it('can be used with the keyboard alone', async () => {
    const page = ada.page;
    await page.goto(`${playground.origin}/#/acme-robotics/history`);
    await page.getByRole('heading', { name: 'History' }).waitFor();
    await activeAccount(page).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator(':focus').innerText()).toContain('Ada Example');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('list', { name: 'Your accounts' }).isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => activeAccount(page).getAttribute('aria-label')).not.toContain('Ada Example');
  });

  it('leaves nothing in the console, and breaks no content policy', () => {
    expect([...ada.faults, ...grace.faults]).toEqual([]);
  });
});
