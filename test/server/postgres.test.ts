import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { onServer, withSchema } from '../postgres/fresh.js';
import { type OwnPostgres, ownPostgres } from '../postgres/own-server.js';
import { programsFolder } from '../postgres/programs.js';
import { endAll, type Environment, freshFolder, refusedStart, startProgram } from './program.js';

// Each test starts processes, some of them several, and some wait for a database.
vi.setConfig({ testTimeout: 60_000 });

const secret = { RECOUNT_SECRET: 'a secret of at least thirty-two characters' };

afterEach(endAll);

const ask = async (origin: string, path: string) => {
  const answer = await fetch(`${origin}${path}`);
  const text = await answer.text();
  return { status: answer.status, text };
};

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
};

describe('a database that is not there', () => {
  it('is said in a sentence after a while, and nobody reads its password', async () => {
    const nobody = 'postgres://recount:horse@127.0.0.1:1/accounts';
    const { code, says, screen } = await refusedStart(freshFolder(), { ...secret, RECOUNT_STORE: nobody });
    expect([code, screen]).toEqual([1, '']);
    const lines = says.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('is waited for');
    expect(lines[1]).toMatch(/^PostgreSQL, accounts at 127\.0\.0\.1:1: .*ECONNREFUSED.*\.$/);
    expect(says).not.toMatch(/horse|\bat .*\.js/);
  });
});

describe.skipIf(programsFolder() === undefined)('a service on PostgreSQL', () => {
  let postgres: OwnPostgres;
  let schemas = 0;
  let settings: Environment;

  beforeAll(async () => {
    postgres = (await ownPostgres())!;
  }, 60_000);
  afterAll(() => postgres.remove());

  beforeEach(() => {
    schemas += 1;
    settings = { ...secret, RECOUNT_STORE: withSchema(postgres.url, `nodes_${schemas}`) };
  });

  it('says which database it is on, and is there again at the next start', async () => {
    const events: number[] = [];
    for (let starts = 0; starts < 2; starts += 1) {
      const program = startProgram(freshFolder(), settings);
      await program.origin();
      expect(program.screen()).toMatch(/Data +PostgreSQL, postgres at 127\.0\.0\.1:\d+ /);
      expect(program.screen()).toContain('vault in the same database');
      events.push(Number(/(\d+) events?/.exec(program.screen())?.[1]));
      program.signal('SIGTERM');
      expect(await program.ended).toBe(0);
    }
    expect(events[0]).toBeGreaterThan(0);
    expect(events[1]).toBe(events[0]);
  });

  it('may have its vault in another database', async () => {
    await onServer(postgres.url, 'CREATE DATABASE vault');
    const vault = postgres.url.replace(/\/postgres$/, '/vault');
    const program = startProgram(freshFolder(), { ...settings, RECOUNT_VAULT: vault });
    await program.origin();
    expect(program.screen()).toMatch(/vault in PostgreSQL, vault at 127/);
    program.signal('SIGTERM');
    await program.ended;
    const kept = await onServer(vault, "SELECT count(*) FROM pg_tables WHERE schemaname = 'recount'");
    expect(Number(kept[0]?.['count'])).toBeGreaterThan(0);
    const { code, says } = await refusedStart(freshFolder(), settings);
    expect([code, /^The vault of log .* is gone/.test(says)]).toEqual([1, true]);
  });

  it('runs on several nodes that start at once, with one log between them', async () => {
    const nodes = [startProgram(freshFolder(), settings), startProgram(freshFolder(), settings)];
    const origins = await Promise.all(nodes.map((node) => node.origin()));
    for (const origin of origins) expect((await ask(origin, '/readyz')).status).toBe(200);
    const heads = await Promise.all(
      origins.map(async (origin) => JSON.parse((await ask(origin, '/readyz')).text)),
    );
    expect(heads[0].head).toBe(heads[1].head);
  });

  it('knows its own log: a real provider never meets the playground', async () => {
    const first = startProgram(freshFolder(), settings);
    await first.origin();
    const google = { RECOUNT_GOOGLE_CLIENT_ID: 'us', RECOUNT_GOOGLE_CLIENT_SECRET: 'secret' };
    const { code, says } = await refusedStart(freshFolder(), { ...settings, ...google });
    expect([code, says.trim().split('\n').length]).toEqual([1, 1]);
    expect(says).toContain("This log is a playground's");
  });

  it('is told in a sentence which database is missing', async () => {
    const nowhere = postgres.url.replace(/\/postgres$/, '/nowhere');
    const { code, says } = await refusedStart(freshFolder(), { ...settings, RECOUNT_STORE: nowhere });
    expect([code, says.trim().split('\n').length]).toEqual([1, 1]);
    expect(says).toMatch(/^PostgreSQL, nowhere at .*3D000.*; make the database first/);
  });

  it('waits for a database that starts a moment after it', async () => {
    await postgres.stop();
    const program = startProgram(freshFolder(), settings);
    await until(() => Promise.resolve(program.complaint().includes('is waited for')));
    await postgres.start();
    expect((await ask(await program.origin(), '/readyz')).status).toBe(200);
  });

  it('has its views listed and built anew beside the nodes that run', async () => {
    const nodes = [startProgram(freshFolder(), settings), startProgram(freshFolder(), settings)];
    const origins = await Promise.all(nodes.map((node) => node.origin()));
    const list = startProgram(freshFolder(), settings, ['views']);
    expect(await list.ended).toBe(0);
    expect(list.screen()).toMatch(/^accounts +\d+ +\d+ +0 +yes$/m);
    const rebuild = startProgram(freshFolder(), settings, ['views', 'rebuild']);
    expect([await rebuild.ended, rebuild.complaint()]).toEqual([0, '']);
    expect(rebuild.screen()).toMatch(/^Built anew: .*accounts/);
    for (const origin of origins) await until(async () => (await ask(origin, '/readyz')).status === 200);
    const leading = async (origin: string): Promise<number> =>
      (await ask(origin, '/metrics')).text.match(/^recount_view_leads\{.*\} 1$/gm)?.length ?? 0;
    const views = list.screen().match(/ (?:yes|no)$/gm)?.length;
    await until(async () => (await Promise.all(origins.map(leading))).reduce((a, b) => a + b) === views);
  });

  it('whose views are being built anew stops when it is asked to', async () => {
    const node = startProgram(freshFolder(), settings);
    await node.origin();
    node.signal('SIGTERM');
    await node.ended;
    postgres.freeze();
    try {
      const rebuild = startProgram(freshFolder(), settings, ['views', 'rebuild']);
      await until(() => Promise.resolve(rebuild.complaint().includes('is waited for')));
      rebuild.signal('SIGINT');
      expect(await rebuild.ended).toBe(130);
      expect(rebuild.complaint()).toContain('The next run starts over.');
    } finally {
      postgres.thaw();
    }
    const again = startProgram(freshFolder(), settings, ['views', 'rebuild']);
    expect(await again.ended).toBe(0);
  });

  it('whose database is frozen says so, stops when it is asked to, and says what it left', async () => {
    const program = startProgram(freshFolder(), settings);
    const origin = await program.origin();
    postgres.freeze();
    try {
      const ready = await ask(origin, '/readyz');
      expect([ready.status, JSON.parse(ready.text).code]).toEqual([503, 'Unavailable']);
      expect((await ask(origin, '/livez')).status).toBe(200);
      expect((await ask(origin, '/metrics')).text).toMatch(/^recount_log_up 0$/m);
      program.signal('SIGINT');
      expect([0, 1]).toContain(await program.ended);
    } finally {
      postgres.thaw();
    }
    expect(program.complaint()).toContain('Stopping');
    const again = startProgram(freshFolder(), settings);
    expect((await ask(await again.origin(), '/readyz')).status).toBe(200);
  });

  it('is ready again by itself when its database is', async () => {
    const origin = await startProgram(freshFolder(), settings).origin();
    await postgres.kill();
    await until(async () => (await ask(origin, '/readyz')).status === 503);
    await postgres.start();
    await until(async () => (await ask(origin, '/readyz')).status === 200);
    await until(async () => (await ask(origin, '/metrics')).text.includes('\nrecount_log_up 1\n'));
  });
});
