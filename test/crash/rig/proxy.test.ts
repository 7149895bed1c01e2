import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Proxy, proxyTo } from './proxy.js';

let server: Server;
let proxy: Proxy;

// It answers each byte that it is asked with ten.
beforeEach(async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', (asked) => socket.write('x'.repeat(asked.length * 10)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await proxyTo((server.address() as AddressInfo).port);
});

afterEach(async () => {
  await proxy.close();
  server.close();
});

type Client = { readonly socket: Socket; readonly heard: () => number; readonly over: Promise<string> };

const client = async (): Promise<Client> => {
  const socket = connect(proxy.port, '127.0.0.1');
  await once(socket, 'connect');
  let heard = 0;
  socket.on('data', (chunk) => (heard += chunk.length));
  const over = new Promise<string>((resolve) =>
    socket.on('error', (fault: NodeJS.ErrnoException) => resolve(fault.code ?? '')),
  );
  return { socket, heard: () => heard, over };
};

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(setImmediate);
};

describe('the line on which things go wrong', () => {
  it('passes all on while all is well, and in small pieces too', async () => {
    const { socket, heard } = await client();
    socket.write('abc');
    await until(() => heard() === 30);
    proxy.slow();
    socket.write('x'.repeat(100));
    await until(() => heard() === 1030);
  });

  it('cuts an answer where it is told to, and passes on what was before', async () => {
    const { socket, heard, over } = await client();
    proxy.cutAfter(47);
    socket.write('abc');
    await until(() => heard() === 30);
    socket.write('abc');
    expect(await over).toBe('ECONNRESET');
    expect(heard()).toBe(47);
    const next = await client();
    next.socket.write('abc');
    await until(() => next.heard() === 30);
    expect(proxy.cuts()).toBe(1);
  });

  it('resets all connections at once', async () => {
    const both = [await client(), await client()];
    await until(() => proxy.connections() === 2);
    proxy.reset();
    expect(await Promise.all(both.map(({ over }) => over))).toEqual(['ECONNRESET', 'ECONNRESET']);
  });

  it('swallows all in a hole, and loses those connections when it is over', async () => {
    const { socket, heard, over } = await client();
    socket.write('a');
    await until(() => heard() === 10);
    proxy.hole();
    socket.write('abc');
    const late = await client();
    late.socket.write('abc');
    await until(() => proxy.connections() === 2);
    proxy.fair();
    expect(await over).toBe('ECONNRESET');
    expect(await late.over).toBe('ECONNRESET');
    expect([heard(), late.heard()]).toEqual([10, 0]);
  });
});
