import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether there is a browser to walk with; if not, it is said once. */
export const hasBrowser = existsSync(executablePath);
if (!hasBrowser)
  process.stderr.write(`There is no Chromium at ${executablePath}; browser tests are skipped.\n`);

/** A browser without a screen. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });

/** Somebody with a browser profile of their own, and everything that went wrong in it. */
export type Person = {
  readonly page: Page;
  readonly another: () => Promise<Page>;
  readonly faults: ReadonlyArray<string>;
};

// Answers of 4xx are a page's to handle; a browser notes them all the same.
const isAnswer = (text: string): boolean => /^Failed to load resource: .* status of 4\d\d /.test(text);

/** Gives somebody a profile. */
export const person = async (browser: Browser): Promise<Person> => {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
  const faults: string[] = [];
  const another = async (): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !isAnswer(message.text()))
        faults.push(message.text());
    });
    return page;
  };
  return { page: await another(), another, faults };
};

/** The providers of the playground. */
export type Provider = 'GitHub' | 'Google';

/** Signs in as one of the invented people, from wherever the page is. */
export const signInAs = async (page: Page, name: string, provider: Provider = 'Google'): Promise<void> => {
  await page.getByRole('link', { name: `Continue with ${provider} (invented)`, exact: true }).click();
  await page.getByRole('button', { name }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
};

const pictures = mkdtempSync(join(tmpdir(), 'recount-pictures-'));

/** Keeps a picture of a page in a temporary folder, for whoever wants to look. */
export const picture = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};
