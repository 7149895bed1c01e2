import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Environment, endAll, freshFolder, refusedStart, startProgram } from './program.js';

// Each test starts processes, some of them several.
vi.setConfig({ testTimeout: 30_000 });

const google = { RECOUNT_GOOGLE_CLIENT_ID: 'us', RECOUNT_GOOGLE_CLIENT_SECRET: 'secret' };
const long = 'a secret of at least thirty-two characters';

const startAndStop = async (folder: string, environment: Environment = {}): Promise<string> => {
  const program = startProgram(folder, environment);
  await program.origin();
  program.signal('SIGTERM');
  expect(await program.ended).toBe(0);
  return program.screen();
};

const secretIn = (folder: string): string => join(folder, 'data/playground.db.secret');

const oneSentence = (says: string): void => {
  expect(says.trim().split('\n')).toHaveLength(1);
  expect(says).not.toMatch(/\bat .*\.js|Error:/);
};

afterEach(endAll);

describe('the data', () => {
  it("is its owner's alone, and is there again at the next start", async () => {
    const folder = freshFolder();
    await startAndStop(folder);
    const events = /(\d+) events?/.exec(await startAndStop(folder))?.[1];
    expect(Number(events)).toBeGreaterThan(0);
    const names = readdirSync(join(folder, 'data'));
    expect(names).toEqual(
      expect.arrayContaining(['playground.db', 'playground.vault.db', 'playground.views.db']),
    );
    for (const name of names)
      expect((statSync(join(folder, 'data', name)).mode & 0o077).toString(8), name).toBe('0');
  });

  it('leaves nothing behind in memory', async () => {
    const folder = freshFolder();
    const screen = await startAndStop(folder, { RECOUNT_STORE: 'memory:' });
    expect(screen).toContain('in memory, gone when this stops');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('serves one process: a second is refused in a sentence, and the first goes on', async () => {
    const folder = freshFolder();
    const first = startProgram(folder);
    const origin = await first.origin();
    const { code, says } = await refusedStart(folder, {});
    expect(code).toBe(1);
    oneSentence(says);
    expect(says).toMatch(
      /^Another process \(pid \d+\) has .*playground\.db open; one store serves one process/,
    );
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  });

  it('needs a folder that can be written', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'data'), 'a file where the folder would be');
    const { code, says } = await refusedStart(folder, {});
    expect(code).toBe(1);
    oneSentence(says);
    expect(says).toContain('cannot be written by this user; choose another place with RECOUNT_STORE');
  });

  it('is left alone when it is not ours', async () => {
    const folder = freshFolder();
    const path = join(folder, 'notes.db');
    writeFileSync(path, 'some notes, and certainly no database at all\n'.repeat(100));
    const before = readFileSync(path);
    const { code, says } = await refusedStart(folder, { RECOUNT_STORE: 'sqlite:./notes.db' });
    expect(code).toBe(1);
    oneSentence(says);
    expect(says).toContain('is not a Recount log; it was left as it is');
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('a log', () => {
  it('of the playground never starts with a real provider', async () => {
    const folder = freshFolder();
    const store = { RECOUNT_STORE: 'sqlite:./log.db' };
    await startAndStop(folder, store);
    const { code, says } = await refusedStart(folder, { ...store, ...google });
    expect(code).toBe(1);
    oneSentence(says);
    expect(says).toContain("This log is a playground's, with invented people in it");
    await startAndStop(folder, store);
  });

  it('of real people never starts with the playground', async () => {
    const folder = freshFolder();
    const screen = await startAndStop(folder, google);
    expect(screen).not.toContain('PLAYGROUND');
    expect(screen).toContain('Google');
    const { code, says } = await refusedStart(folder, { RECOUNT_STORE: 'sqlite:./data/recount.db' });
    expect(code).toBe(1);
    oneSentence(says);
    expect(says).toContain('This log is real: it never starts with the playground');
    await startAndStop(folder, google);
  });
});

describe('the secret', () => {
  it("is made at the first start, its owner's alone, and stays the same", async () => {
    const folder = freshFolder();
    await startAndStop(folder);
    const made = readFileSync(secretIn(folder), 'utf8');
    expect(made).toMatch(/^[A-Za-z0-9_-]{43}\n$/);
    expect((statSync(secretIn(folder)).mode & 0o777).toString(8)).toBe('600');
    expect(await startAndStop(folder)).not.toContain(made.trim());
    expect(readFileSync(secretIn(folder), 'utf8')).toBe(made);
    const secrets = readdirSync(join(folder, 'data')).filter((name) => name.includes('secret'));
    expect(secrets).toEqual(['playground.db.secret']);
  });

  it('is not written down when it is given', async () => {
    const folder = freshFolder();
    await startAndStop(folder, { RECOUNT_SECRET: long });
    expect(existsSync(secretIn(folder))).toBe(false);
  });

  it('that does not open the vault ends the start; the one before opens it once more', async () => {
    const folder = freshFolder();
    await startAndStop(folder, { RECOUNT_SECRET: long });
    const other = { RECOUNT_SECRET: `${long}, another` };
    const { code, says } = await refusedStart(folder, other);
    expect(code).toBe(1);
    oneSentence(says);
    expect(says).toContain('RECOUNT_SECRET does not open the vault');
    await startAndStop(folder, { ...other, RECOUNT_SECRET_PREVIOUS: long });
    await startAndStop(folder, other);
  });

  it('is never made anew for data that is there', async () => {
    const folder = freshFolder();
    await startAndStop(folder);
    rmSync(secretIn(folder));
    const { code, says } = await refusedStart(folder, {});
    expect(code).toBe(1);
    oneSentence(says);
    expect(says).toContain('is gone from ./data/playground.db.secret');
    expect(existsSync(secretIn(folder))).toBe(false);
  });

  it('is refused where others can read it, where it is a link, and where it is damaged', async () => {
    const folder = freshFolder();
    await startAndStop(folder);
    const path = secretIn(folder);
    const refused = async (sentence: string): Promise<void> => {
      const { code, says } = await refusedStart(folder, {});
      expect(code).toBe(1);
      oneSentence(says);
      expect(says).toContain(sentence);
    };
    chmodSync(path, 0o644);
    await refused('Others can read the secret');
    chmodSync(path, 0o600);
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, readFileSync(path), { mode: 0o600 });
    writeFileSync(path, 'short\n');
    await refused('is damaged');
    rmSync(path);
    symlinkSync(elsewhere, path);
    await refused('is a symbolic link');
  });

  it('belongs to the vault: without the vault nothing starts', async () => {
    const folder = freshFolder();
    await startAndStop(folder);
    for (const name of readdirSync(join(folder, 'data')).filter((one) => one.includes('vault')))
      rmSync(join(folder, 'data', name));
    const { code, says } = await refusedStart(folder, {});
    expect(code).toBe(1);
    oneSentence(says);
    expect(says).toMatch(/^The vault of log .* is gone/);
  });
});
