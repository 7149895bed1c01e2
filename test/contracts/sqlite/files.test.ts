import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sqliteLog, sqliteVault, sqliteViews } from '@recount/store-sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answered, refusal } from '../answers.js';
import { newYear, setClock } from '../clock.js';
import { commit, write } from '../log/given.js';
import { folder } from './folder.js';

const clock = setClock();

let at: (name: string) => string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ at, remove } = await folder());
});

afterEach(() => remove());

const modeOf = (path: string): number => statSync(path).mode & 0o777;

/** Overwrites bytes of a file that nobody has open. */
const patch = (path: string, offset: number, bytes: Uint8Array): void => {
  const file = readFileSync(path);
  file.set(bytes, offset);
  writeFileSync(path, file);
};

describe('what stands on the disk', () => {
  test('only its owner may read a file, or enter a folder that was made for it', async () => {
    const path = at('made/for/it.db');
    const log = await answered(sqliteLog(path, { clock }));
    await answered(log.appendBatch([commit(1, write('a', 'none', 'x'))]));
    expect(modeOf(dirname(path))).toBe(0o700);
    expect(modeOf(at('made'))).toBe(0o700);
    const files = readdirSync(dirname(path));
    expect(files).toContain('it.db-wal');
    for (const file of files) expect([file, modeOf(join(dirname(path), file))]).toEqual([file, 0o600]);
    await log.close();
  });

  test('of what the vault destroyed, no file holds a byte, though the vault is open', async () => {
    const wrapped = `wrapped-${'s3cret'.repeat(2000)}`;
    const vault = await answered(sqliteVault(at('it.db'), { clock }));
    const bytes = () =>
      readdirSync(at('.'))
        .map((file) => (file.endsWith('.lock') ? '' : readFileSync(at(file), 'latin1')))
        .join();
    const records = ['a', 'b'].map((id) => ({ shelf: 'subject-key' as const, id, wrapped }));
    await answered(vault.put([...records, { shelf: 'one-time', id: 'c', wrapped, expires: newYear + 1 }]));
    expect(bytes()).toContain('s3cret');
    await answered(vault.destroy('subject-key', ['a', 'b']));
    await answered(vault.sweep(newYear + 1));
    expect(bytes()).not.toContain('s3cret');
    await vault.close();
  });
});

test('a batch that fails in its middle leaves nothing of itself, and the next one goes in', async () => {
  const log = await answered(sqliteLog(at('it.db'), { clock }));
  const noText: unknown = null;
  const broken = {
    stream: 'b',
    expected: 'none' as const,
    bodies: [{ text: noText as string, subjects: [] }],
  };
  const batch = log.appendBatch([commit(1, write('a', 'none', 'x')), commit(2, broken)]);
  expect(await refusal(batch)).toMatchObject({ type: 'Unavailable', applied: 'no' });
  expect(await answered(log.readAll(0, 10))).toEqual({ head: 0, events: [] });
  const [verdict] = await answered(log.appendBatch([commit(1, write('a', 'none', 'x'))]));
  expect(verdict).toMatchObject({ type: 'ok', receipt: { first: 1, last: 1 } });
  await log.close();
});

test('a closed file is whole without the files beside it', async () => {
  const log = await answered(sqliteLog(at('it.db'), { clock }));
  await answered(log.appendBatch([commit(1, write('a', 'none', 'x'))]));
  await log.close();
  copyFileSync(at('it.db'), at('copy.db'));
  const copy = await answered(sqliteLog(at('copy.db'), { clock }));
  expect(await answered(copy.readAll(0, 10))).toMatchObject({ head: 1, events: [{ text: '{"name":"x"}' }] });
  await copy.close();
});

describe('a file that cannot be opened says why', () => {
  const opening = {
    log: () => sqliteLog(at('it.db'), { clock }),
    'view store': () => sqliteViews(at('it.db'), { clock }),
    vault: () => sqliteVault(at('it.db'), { clock }),
  };

  test('written by a newer Recount', async () => {
    await (await answered(opening.log())).close();
    patch(at('it.db'), 60, Uint8Array.of(0, 0, 0, 99));
    expect(await refusal(opening.log())).toEqual({
      type: 'TooNew',
      where: at('it.db'),
      found: 99,
      known: 1,
      detail: `${at('it.db')} was written by a newer Recount (format 99; this one knows 1); please start that one`,
    });
  });

  test.each([
    ['log', 'vault'],
    ['vault', 'view store'],
    ['view store', 'log'],
  ] as const)('a %s is no %s', async (one, other) => {
    await (await answered<unknown, { close: () => Promise<void> }>(opening[one]())).close();
    expect(await refusal<unknown, unknown>(opening[other]())).toMatchObject({
      type: 'NotOurs',
      detail: `${at('it.db')} is not a Recount ${other}; it was left as it is`,
    });
    await (await answered<unknown, { close: () => Promise<void> }>(opening[one]())).close();
  });

  test('not a database, and left as it is', async () => {
    const words = 'Dear diary, '.repeat(500);
    writeFileSync(at('it.db'), words);
    expect(await refusal(opening.log())).toMatchObject({ type: 'NotOurs' });
    expect(readFileSync(at('it.db'), 'utf8')).toBe(words);
  });

  test('in a folder that cannot be made', async () => {
    writeFileSync(at('file'), '');
    expect(await refusal(sqliteLog(at('file/it.db'), { clock }))).toMatchObject({ type: 'CannotOpen' });
  });

  test('a folder itself, which can be opened by nobody, is held by nobody', async () => {
    mkdirSync(at('it.db'));
    expect(await refusal(opening.log())).toMatchObject({ type: 'CannotOpen' });
    expect(await refusal(opening.log())).toMatchObject({ type: 'CannotOpen' });
  });

  test('what is damaged is unavailable, and nothing is thrown', async () => {
    const log = await answered(opening.log());
    for (let n = 0; n < 50; n += 1)
      await answered(log.appendBatch([commit(n, write(`s${n}`, 'none', 'x'.repeat(2000)))]));
    await log.close();
    patch(at('it.db'), 4096, new Uint8Array(statSync(at('it.db')).size - 4096).fill(0x5a));
    const damaged = await answered(opening.log());
    expect(await refusal(damaged.readAll(0, 100))).toMatchObject({ type: 'Unavailable', applied: 'no' });
    const append = damaged.appendBatch([commit(99, write('a', 'none', 'x'))]);
    expect(await refusal(append)).toMatchObject({ type: 'Unavailable', applied: 'no' });
    await damaged.close();
  });

  test('what is closed is unavailable, and nothing is thrown', async () => {
    const log = await answered(opening.log());
    await log.close();
    await log.close();
    expect(await refusal(log.readAll(0, 1))).toMatchObject({ type: 'Unavailable', applied: 'no' });
  });
});
