import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { endAll, freshFolder, type Program, startProgram } from '../server/program.js';
import { activeAccount, createTeam, invite } from './steps.js';
import { hasBrowser, openBrowser, type Person, person, picture, signInAs } from './window.js';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

describe.skipIf(!hasBrowser)('the outbox of the playground, in a browser', () => {
  let program: Program;
  let browser: Browser;
  let origin: string;
  let ada: Person;
  let grace: Person;

  beforeAll(async () => {
    program = startProgram(freshFolder(), { RECOUNT_LOG_LEVEL: 'warn' });
    [browser, origin] = await Promise.all([openBrowser(), program.origin()]);
    [ada, grace] = [await person(browser), await person(browser)];
  });
  afterAll(async () => {
    await browser?.close();
    program?.signal('SIGTERM');
    expect(await program?.ended).toBe(0);
    endAll();
  });

  it('leads somebody who was invited by mail from the mail into the team', async () => {
    const outbox = /^ +Mail +goes nowhere; read it at (\S+)$/m.exec(program.screen())?.[1] ?? '';
    await ada.page.goto(origin);
    await signInAs(ada.page, 'Ada Example');
    await createTeam(ada.page, 'Letter House');
    const link = await invite(ada.page, { email: 'grace@example.test' }, 'Developer');
    await ada.page.getByText('A mail with it is on its way to grace@example.test.').waitFor();

    const mail = grace.page.getByRole('article').filter({ hasText: 'to grace@example.test' });
    await expect
      .poll(
        async () => {
          await grace.page.goto(outbox);
          return mail.count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    await grace.page.getByText('Playground – nothing of this was sent to anybody').waitFor();
    await grace.page.getByRole('heading', { name: 'You are invited to the team “Letter House”' }).waitFor();
    await picture(grace.page, 'outbox');
    expect(await mail.getByRole('link', { name: '/#/invitations/' }).getAttribute('href')).toBe(link);

    await mail.getByRole('link', { name: 'as HTML' }).click();
    await grace.page.getByRole('link', { name: 'See the invitation' }).waitFor();
    await picture(grace.page, 'outbox-html');
    await grace.page.getByRole('link', { name: 'See the invitation' }).click();
    await signInAs(grace.page, 'Grace Example');
    await grace.page.getByRole('button', { name: 'Accept and join' }).click();
    await expect.poll(() => activeAccount(grace.page).innerText()).toContain('Letter House');
    expect([...ada.faults, ...grace.faults]).toEqual([]);
  });

  it('leaves one to see where one is signed in, and until when', async () => {
    await ada.page.goto(`${origin}/#/me`);
    await ada.page.getByText('unless used, and').first().waitFor();
    await picture(ada.page, 'sessions');
  });
});
