import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { onPlayground } from './playground.js';
import { activeAccount, createTeam, invite } from './steps.js';
import { type Person, picture, signInAs } from './window.js';

const invented = 'Playground: everybody in here is invented.';

onPlayground('an invitation by link, in a browser', (playground) => {
  let link: string;
  const people: Person[] = [];

  const newcomer = async (name: string, to = playground.origin): Promise<Page> => {
    const somebody = await playground.newcomer();
    people.push(somebody);
    await somebody.page.goto(to);
    await signInAs(somebody.page, name);
    return somebody.page;
  };

  it('on the playground every page says so, and the way in is called what it is', async () => {
    const { page } = await playground.newcomer();
    await page.goto(playground.origin);
    await page.getByText(invented).waitFor();
    for (const name of ['GitHub', 'Google']) {
      const way = page.getByRole('link', { name: `Continue with ${name} (invented)`, exact: true });
      expect(await way.getAttribute('href')).toMatch(
        new RegExp(`^/sign-in/${name.toLowerCase()}\\?return_to=`),
      );
    }
    await picture(page, 'sign-in');
    await signInAs(page, 'Ada Example');
    await page.getByText(invented).waitFor();
    await page.locator('.bar').getByText('Playground', { exact: true }).waitFor();
    await createTeam(page, 'Link House');
    link = await invite(page, { uses: 2 }, 'Developer');
    await page.getByText('The first 2 people who open it and accept join as developer.').waitFor();
    await page.getByText('used by 0 of 2').waitFor();
  });

  it('says who invites, into which team, as what and as whom one answers, before anything is done', async () => {
    const page = await newcomer('Grace Example', link);
    await page
      .getByRole('heading', { name: 'Ada Example invites you to join Link House as developer' })
      .waitFor();
    const offer = page.getByRole('region', { name: 'Your answer' });
    for (const words of ['Grace Example (grace@example.test)', 'Link House', 'build, deploy and run'])
      expect(await offer.innerText()).toContain(words);
    expect(await activeAccount(page).innerText()).toContain('Personal account');
    await picture(page, 'invitation-by-link');
    await page.getByRole('button', { name: 'Accept and join' }).click();
    await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
    expect(await activeAccount(page).innerText()).toContain('Link House');
    await page.goto(link);
    await page.getByRole('heading', { name: 'You belong to Link House already' }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Work in Link House' }).click();
    await page.getByRole('heading', { name: 'Keys', exact: true }).waitFor();
  });

  it('F4 holds for as many as it says: a no uses nothing up, and whoever comes too late is told', async () => {
    const alan = await newcomer('Alan Sample', link);
    await alan.getByRole('button', { name: 'Decline' }).click();
    await alan.getByText('The invitation is declined.').waitFor();
    expect(await activeAccount(alan).innerText()).toContain('Personal account');
    await alan.goto(link);
    await alan.getByRole('button', { name: 'Accept and join' }).click();
    await alan.getByRole('heading', { name: 'People', exact: true }).waitFor();
    const nora = await newcomer('Nora Fiction', link);
    await nora.getByRole('heading', { name: 'The invitation is used up' }).waitFor();
    expect(await nora.getByRole('button', { name: 'Accept and join' }).count()).toBe(0);
    await nora.getByRole('button', { name: 'Go on in Nora Fiction' }).click();
    await nora.getByRole('heading', { name: 'Keys', exact: true }).waitFor();
  });

  it('F1 tells somebody else nothing of what was not meant for them, and keeps it for who it was', async () => {
    const ada = await newcomer('Ada Example', `${playground.origin}/#/link-house/people`);
    const forNell = await invite(ada, { email: 'nora@fiction.test' }, 'Auditor');
    const otto = await newcomer('Otto Unproven', forNell);
    await otto.getByRole('heading', { name: 'The invitation is for somebody else' }).waitFor();
    expect(await otto.getByRole('main').innerText()).not.toMatch(/Link House|Ada|nora|auditor/i);
    await otto.getByRole('button', { name: 'Sign in as somebody else' }).click();
    await otto.getByText('the invitation is kept for you').waitFor();
    await signInAs(otto, 'Nora Fiction');
    await otto
      .getByRole('heading', { name: 'Ada Example invites you to join Link House as auditor' })
      .waitFor();
    await otto.getByText('The invitation is for you alone').waitFor();
  });

  it('a long history begins with the latest, says that there is more, and goes back to its beginning', async () => {
    const ada = await newcomer('Ada Example', `${playground.origin}/#/link-house/keys`);
    await ada.evaluate(async () => {
      for (let i = 0; i < 120; i += 1)
        await fetch('/v1/accounts/link-house', {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ name: `Name ${i}` }),
        });
    });
    await ada.getByRole('link', { name: 'History' }).click();
    await ada.getByText('changed the name to “Name 119”').waitFor();
    await ada.getByText('Not everything is shown yet.').waitFor();
    expect(await ada.getByText('created the team “Link House”').count()).toBe(0);
    await ada.getByRole('button', { name: 'Show what came before' }).click();
    await ada.getByText('created the team “Link House”').waitFor();
    await ada.getByText('This is where it began.').waitFor();
    for (const name of ['Name 0', 'Name 20', 'Name 119'])
      expect(await ada.getByText(`changed the name to “${name}”`, { exact: false }).count()).toBe(1);
  });

  it('leaves nothing in the console', () => {
    expect(people.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
