import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endAll, type Environment, freshFolder, startProgram } from './program.js';

// Each test starts processes, some of them several.
vi.setConfig({ testTimeout: 30_000 });

afterEach(endAll);

const run = async (folder: string, args: ReadonlyArray<string>, environment: Environment = {}) => {
  const program = startProgram(folder, environment, args);
  const code = await program.ended;
  return { code, screen: program.screen(), says: program.complaint() };
};

/** A folder in which the service has run. */
const usedFolder = async (): Promise<string> => {
  const folder = freshFolder();
  const program = startProgram(folder);
  await program.origin();
  program.signal('SIGTERM');
  expect(await program.ended).toBe(0);
  return folder;
};

const rows = (screen: string): ReadonlyArray<ReadonlyArray<string>> =>
  screen
    .split('\n')
    .slice(3)
    .filter((line) => line !== '')
    .map((line) => line.split(/ +/));

describe('recount-server views', () => {
  it('lists every view: its name, its version, how far it is, how far behind, and whether a node leads it', async () => {
    const { code, screen, says } = await run(await usedFolder(), ['views']);
    expect([code, says]).toEqual([0, '']);
    const head = /^The log holds ([\d,]+) events?\.\n/.exec(screen)?.[1];
    expect(screen.split('\n')[2]).toMatch(/^view +version +checkpoint +behind +led$/);
    expect(rows(screen).map(([name]) => name)).toEqual(expect.arrayContaining(['accounts', 'credentials']));
    for (const [, version, checkpoint, behind, led] of rows(screen))
      expect([version, checkpoint, behind, led]).toEqual([expect.stringMatching(/^\d+$/), head, '0', 'no']);
  });

  it('builds all views anew, or those that are named', async () => {
    const folder = await usedFolder();
    const all = await run(folder, ['views', 'rebuild']);
    expect(all).toMatchObject({ code: 0, says: '' });
    expect(all.screen).toMatch(/^Built anew: .*accounts.*\.\n$/);
    const some = await run(folder, ['views', 'rebuild', 'accounts', 'handles']);
    expect(some).toMatchObject({ code: 0, screen: 'Built anew: accounts, handles.\n' });
    const { screen } = await run(folder, ['views']);
    for (const [, , , behind] of rows(screen)) expect(behind).toBe('0');
    const program = startProgram(folder);
    expect((await fetch(`${await program.origin()}/readyz`)).status).toBe(200);
  });

  it('of an embedded store waits until the service is stopped, and says so', async () => {
    const folder = freshFolder();
    await startProgram(folder).origin();
    for (const args of [['views'], ['views', 'rebuild']]) {
      const { code, says, screen } = await run(folder, args);
      expect({ code, screen, lines: says.trim().split('\n').length }).toEqual({
        code: 1,
        screen: '',
        lines: 1,
      });
      expect(says).toMatch(/^Another process \(pid \d+\) has .* open/);
    }
  });

  it.each([
    [['views', 'rebuild', 'acounts'], 2, 'Is accounts meant?'],
    [['views', 'rebuild', 'accounts', 'nothing-near'], 2, 'There are: '],
    [['views', 'build'], 2, 'recount-server views rebuild [name ...]'],
    [['views'], 1, 'There is no log at ./data/playground.db yet'],
  ])('%j is answered in a sentence, and leaves nothing behind', async (args, code, sentence) => {
    const folder = freshFolder();
    const answer = await run(folder, args);
    expect(answer).toMatchObject({ code, screen: '' });
    expect(answer.says).toContain(sentence);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a store in memory has nothing to show', async () => {
    const { code, says } = await run(freshFolder(), ['views'], { RECOUNT_STORE: 'memory:' });
    expect([code, says.includes('gone with its process')]).toEqual([1, true]);
  });

  it('goes by the same settings as the service', async () => {
    const { code, says } = await run(freshFolder(), ['views'], { RECOUNT_STORE: 'nowhere' });
    expect([code, says.includes('one setting is wrong')]).toEqual([2, true]);
  });
});
