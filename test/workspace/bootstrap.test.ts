import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const script = (path: string) => fileURLToPath(new URL(`../../scripts/${path}`, import.meta.url));

const holder = `
  const { hold } = await import(${JSON.stringify(script('workspace/lock.mjs'))});
  await hold(process.argv[1], () => console.log('waiting'));
  console.log('holding');
  setInterval(() => {}, 1000);
`;

describe('preparing a checkout', () => {
  const children: ChildProcess[] = [];
  const contend = (folder: string) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', holder, folder], { stdio: 'pipe' });
    children.push(child);
    const words: string[] = [];
    child.stdout.on('data', (part: Buffer) => words.push(...part.toString().trim().split('\n')));
    const says = (word: string) => expect.poll(() => words, { timeout: 10_000 }).toContain(word);
    return { child, words, says };
  };
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  test('one at a time, and a holder that dies lets go', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'recount-lock-'));
    const first = contend(folder);
    await first.says('holding');
    const second = contend(folder);
    await second.says('waiting');
    expect(second.words).not.toContain('holding');
    first.child.kill('SIGKILL');
    await second.says('holding');
  });

  test('two checkouts do not wait for each other', async () => {
    const folders = ['a', 'b'].map((name) => mkdtempSync(join(tmpdir(), `recount-lock-${name}-`)));
    const both = folders.map(contend);
    await Promise.all(both.map((one) => one.says('holding')));
    expect(both.flatMap((one) => one.words)).not.toContain('waiting');
  });

  test('an old Node is told so in one sentence', () => {
    const old = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'18.20.1'}})`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', old, script('bootstrap.mjs'), 'start'],
      { encoding: 'utf8' },
    );
    expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      status: 1,
      stdout: '',
      lines: 1,
    });
    expect(stderr).toContain('needs Node 20.19 or newer');
  });
});
