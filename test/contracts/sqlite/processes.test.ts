import { spawnSync } from 'node:child_process';
import { sqliteLog, sqliteViews } from '@recount/store-sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answered, refusal } from '../answers.js';
import { setClock } from '../clock.js';
import { folder } from './folder.js';
import { type OtherProcess, otherProcess } from './other-process.js';

const clock = setClock();
const patience = 30_000;
const others: OtherProcess[] = [];

let path: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  const made = await folder();
  path = made.at('it.db');
  remove = made.remove;
});

afterEach(async () => {
  for (const other of others.splice(0)) await other.kill();
  await remove();
});

const start = (script: string, before = ''): OtherProcess => {
  const other = otherProcess(script, path, before);
  others.push(other);
  return other;
};

const opens = `
  say(opened._tag === 'Right' ? 'it is open' : opened.left.detail);
  setInterval(() => opened, 1000);
`;

describe('one process has a file open', () => {
  test('a second process is told who has it, and gets in when that one was killed', {
    timeout: patience,
  }, async () => {
    const first = start(opens);
    expect(await first.says()).toBe('it is open');
    const words = `another process (pid ${first.pid}) has ${path} open`;
    expect(await refusal(sqliteLog(path, { clock }))).toEqual({
      type: 'HeldByAnother',
      where: path,
      pid: first.pid,
      detail: words,
    });
    expect(await start(opens).says()).toBe(words);
    await first.kill();
    const log = await answered(sqliteLog(path, { clock }));
    expect(await start(opens).says()).toBe(`another process (pid ${process.pid}) has ${path} open`);
    await log.close();
    expect(await start(opens).says()).toBe('it is open');
  });

  test('the same process cannot open it twice, and can when it has closed it', async () => {
    const log = await answered(sqliteLog(path, { clock }));
    expect(await refusal(sqliteLog(path, { clock }))).toMatchObject({
      type: 'HeldByAnother',
      pid: process.pid,
    });
    expect(await refusal(sqliteViews(path, { clock }))).toMatchObject({ type: 'HeldByAnother' });
    await answered(log.readAll(0, 1));
    await log.close();
    await (await answered(sqliteLog(path, { clock }))).close();
  });

  test('who was refused has taken nothing: the first still holds it', { timeout: patience }, async () => {
    const log = await answered(sqliteLog(path, { clock }));
    await refusal(sqliteLog(path, { clock }));
    expect(await start(opens).says()).toContain(`pid ${process.pid}`);
    await log.close();
  });
});

describe('a process that dies or runs out of disk', () => {
  test('loses nothing that it acknowledged', { timeout: patience }, async () => {
    const writer = start(`for (let n = 1; ; n += 1) { await append(n, '"x"'); say('' + n); }`);
    let acknowledged = 0;
    while (acknowledged < 200) acknowledged = Number(await writer.says());
    await writer.kill();
    for (let line = await writer.says(); line !== undefined; line = await writer.says())
      if (/^\d+$/.test(line)) acknowledged = Number(line);
    const log = await answered(sqliteLog(path, { clock }));
    const { head, events } = await answered(log.readAll(0, 1_000_000));
    expect(head).toBeGreaterThanOrEqual(acknowledged);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, n) => n + 1));
    await log.close();
  });

  const canLimit = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0;

  test.skipIf(!canLimit)('says so, and goes on as soon as it can', { timeout: patience }, async () => {
    const limit = "trap '' XFSZ; ulimit -S -f 2048;";
    const writer = start(
      `
      const big = JSON.stringify('x'.repeat(100_000));
      let n = 1;
      for (; (await append(n, big)) === 'ok'; n += 1);
      say(await append(n, big));
      say('read ' + (await opened.right.readAll(0, 1)()).right.events.length);
      while ((await append(n, big)) !== 'ok') await new Promise((done) => setTimeout(done, 20));
      say('head ' + ((await opened.right.readAll(0, 1)()).right.head - n));
      `,
      limit,
    );
    expect(await writer.says()).toMatch(/^SQLITE_(IOERR|FULL)/);
    expect(await writer.says()).toBe('read 1');
    expect(spawnSync('prlimit', [`--pid=${writer.pid}`, '--fsize=unlimited']).status).toBe(0);
    expect(await writer.says()).toBe('head 0');
  });
});
