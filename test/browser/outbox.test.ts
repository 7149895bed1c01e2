import { beforeAll, expect, it } from 'vitest';
import { onPlayground } from './playground.js';
import { activeAccount, createTeam, invite } from './steps.js';
import { type Person, picture, signInAs } from './window.js';

onPlayground('the outbox of the playground, in a browser', (playground) => {
  let ada: Person;
  let grace: Person;

  beforeAll(async () => {
    [ada, grace] = [await playground.newcomer(), await playground.newcomer()];
  });

  it('leads somebody who was invited by mail from the mail into the team', async () => {
    const outbox = /^ +Mail +goes nowhere; read it at (\S+)$/m.exec(playground.screen())?.[1] ?? '';
    await ada.page.goto(playground.origin);
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
    await ada.page.goto(`${playground.origin}/#/me`);
    await ada.page.getByText('unless used, and').first().waitFor();
    await picture(ada.page, 'sessions');
  });
});
