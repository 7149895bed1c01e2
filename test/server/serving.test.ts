import { request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endAll, freshFolder, refusedStart, startProgram } from './program.js';

// Each test starts processes, some of them several.
vi.setConfig({ testTimeout: 30_000 });

type Raw = { readonly status: number | undefined; readonly body: string };

// fetch sets Host by itself; this sends what it is told.
const ask = (address: string, headers: Readonly<Record<string, string>> = {}): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const asked = request(address, { headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        body += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode, body }));
    });
    asked.on('error', reject).end();
  });

const body = '{"key":"a guess"}';

/** A request whose second half is sent when we say so. */
const halfARequest = async (origin: string): Promise<{ socket: Socket; heard: () => string }> => {
  const { port, host } = new URL(origin);
  const socket = connect(Number(port), '127.0.0.1');
  let said = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    said += part;
  });
  socket.on('error', () => undefined);
  const head = `POST /v1/keys/verify HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  socket.write(`${head}${body.slice(0, 5)}`);
  await pause(200);
  return { socket, heard: () => said };
};

afterEach(endAll);

describe('a start with nothing set', () => {
  it('is quick, says on one screen where to go, what to try and where the data is, and that nobody is real', async () => {
    const began = performance.now();
    const program = startProgram(freshFolder());
    const origin = await program.origin();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(origin).toMatch(/^http:\/\/localhost:\d+$/);
    const lines = program.screen().split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(program.screen()).toContain('PLAYGROUND: everybody in here is invented');
    expect(program.screen()).toContain(`curl -s ${origin}/v1/keys/verify`);
    expect(program.screen()).toContain('./data/playground.db');
    expect(program.screen()).not.toContain('\u001b');
    const { status, body: page } = await ask(`${origin}/`);
    expect(status).toBe(200);
    expect(page).toContain('<title>Recount</title>');
    expect((await ask(`${origin}/readyz`)).status).toBe(200);
  });

  it('answers its own first curl', async () => {
    const program = startProgram(freshFolder());
    const origin = await program.origin();
    const answer = await fetch(`${origin}/v1/keys/verify`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect([answer.status, await answer.json()]).toEqual([200, { valid: false, reason: 'malformed' }]);
  });

  it('goes on when nobody reads its words any more', async () => {
    const program = startProgram(freshFolder());
    await program.origin();
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
  });
});

describe('the playground', () => {
  it('lets in only who calls it by its own name, and nothing that was passed on', async () => {
    const origin = await startProgram(freshFolder()).origin();
    const { host, port } = new URL(origin);
    const page = `http://127.0.0.1:${port}/`;
    expect((await ask(page, { host })).status).toBe(200);
    for (const name of [`127.0.0.1:${port}`, 'rebound.test', 'localhost', `${host}.`])
      expect((await ask(page, { host: name })).status, name).toBe(421);
    for (const header of ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Via'])
      expect((await ask(page, { host, [header]: '1' })).status, header).toBe(403);
  });

  it('listens on loopback only', async () => {
    const origin = await startProgram(freshFolder()).origin();
    const { networkInterfaces } = await import('node:os');
    const others = Object.values(networkInterfaces())
      .flatMap((one) => one ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others)
      await expect(ask(`http://${address}:${new URL(origin).port}/`)).rejects.toThrow('ECONNREFUSED');
  });

  it.each([
    ['in production', { NODE_ENV: 'production' }, 'never runs in production'],
    ['for another machine', { RECOUNT_ORIGIN: 'https://accounts.example.test' }, 'for http://localhost only'],
    ['on the network', { RECOUNT_BIND: '0.0.0.0' }, 'listens on 127.0.0.1 only'],
    ['behind proxies', { RECOUNT_TRUSTED_PROXIES: '10.0.0.0/8' }, 'takes nothing from proxies'],
  ])('does not start %s', async (_, environment, sentence) => {
    const { code, says, screen } = await refusedStart(freshFolder(), environment);
    expect({ code, screen, lines: says.trim().split('\n').length }).toEqual({
      code: 1,
      screen: '',
      lines: 1,
    });
    expect(says).toContain(sentence);
    expect(says).toContain('RECOUNT_GOOGLE_CLIENT_ID');
  });
});

describe('a port that is taken', () => {
  it('is said in a sentence', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, says } = await refusedStart(freshFolder(), { RECOUNT_PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(says).toBe(
      `Port ${port} is taken by another program; stop it, or choose another with RECOUNT_PORT.\n`,
    );
  });
});

describe('stopping', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'on %s ends what is under way, takes nothing new, and ends with 0',
    async (name) => {
      const program = startProgram(freshFolder());
      const origin = await program.origin();
      const { socket, heard } = await halfARequest(origin);
      program.signal(name);
      await pause(300);
      await expect(ask(origin)).rejects.toThrow('ECONNREFUSED');
      socket.write(body.slice(5));
      expect(await program.ended).toBe(0);
      expect(heard()).toContain('HTTP/1.1 200 ');
      expect(heard()).toContain('"valid":false');
      expect(program.complaint()).toContain('Stopping');
    },
  );

  it('is not held up by a browser that keeps its connection', async () => {
    const program = startProgram(freshFolder());
    await fetch(await program.origin()).then((answer) => answer.text());
    const began = performance.now();
    program.signal('SIGINT');
    expect(await program.ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('waits ten seconds and no longer for a request that does not end', async () => {
    const program = startProgram(freshFolder());
    const { socket } = await halfARequest(await program.origin());
    const began = performance.now();
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(performance.now() - began).toBeGreaterThan(9_000);
    expect(performance.now() - began).toBeLessThan(15_000);
    socket.destroy();
  });

  it('is one wish when npm passes a Ctrl-C on, and a second one ends at once with 130', async () => {
    const program = startProgram(freshFolder());
    const { socket } = await halfARequest(await program.origin());
    program.signal('SIGINT');
    await pause(100);
    program.signal('SIGINT');
    await pause(700);
    program.signal('SIGINT');
    expect(await program.ended).toBe(130);
    socket.destroy();
  });
});
