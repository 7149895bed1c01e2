import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a line does to what passes over it. */
type Weather = 'fair' | 'hole' | 'slow';

/** A line on loopback to a server, on which things go wrong when a test says so. */
export type Proxy = {
  readonly port: number;
  /** How many connections there are now. */
  readonly connections: () => number;
  /** How often a connection was cut so far. */
  readonly cuts: () => number;
  /** Resets every connection now. */
  readonly reset: () => void;
  /** Cuts one connection when so many more bytes of answers came over it: what is before is passed on, then a reset. */
  readonly cutAfter: (bytes: number) => void;
  /** From now on nothing passes, and nobody is told: new connections are taken and never served. */
  readonly hole: () => void;
  /** From now on answers come in pieces of a few bytes, one each turn of the loop. */
  readonly slow: () => void;
  /** From now on all is well again; what fell into the hole is lost, with its connections. */
  readonly fair: () => void;
  readonly close: () => Promise<void>;
};

type Line = { readonly near: Socket; readonly far: Socket; doomed: boolean };

/** The bytes of answers after which the next connection to carry an answer is to be cut; shared by all lines. */
type State = { weather: Weather; cutAt: number | undefined; cuts: number; readonly lines: Set<Line> };

const dripped = 16;

const cut = (line: Line, state: State): void => {
  state.lines.delete(line);
  if (!line.near.destroyed) line.near.resetAndDestroy();
  if (!line.far.destroyed) line.far.resetAndDestroy();
};

const drip = async (near: Socket, chunk: Buffer): Promise<void> => {
  for (let at = 0; at < chunk.length && !near.destroyed; at += dripped) {
    near.write(chunk.subarray(at, at + dripped));
    await new Promise(setImmediate);
  }
};

// The part before the cut is on its way before the reset follows: a reset takes back what the kernel still holds.
const halfOf = (line: Line, chunk: Buffer, state: State): void => {
  const at = state.cutAt ?? 0;
  state.cutAt = undefined;
  state.cuts += 1;
  line.doomed = true;
  line.near.write(chunk.subarray(0, at), () => setTimeout(() => cut(line, state), 5));
};

const passAnswers = (line: Line, state: State): void => {
  let before = Promise.resolve();
  line.far.on('data', (chunk: Buffer) => {
    if (line.doomed || state.weather === 'hole') return;
    if (state.cutAt !== undefined && state.cutAt < chunk.length) return halfOf(line, chunk, state);
    if (state.cutAt !== undefined) state.cutAt -= chunk.length;
    before = before.then(() =>
      state.weather === 'slow' ? drip(line.near, chunk) : void line.near.write(chunk),
    );
  });
};

const passQuestions = (line: Line, state: State): void => {
  line.near.on('data', (chunk: Buffer) => {
    if (!line.doomed && state.weather !== 'hole') line.far.write(chunk);
  });
};

const join = (near: Socket, far: Socket, state: State): void => {
  const line: Line = { near, far, doomed: false };
  state.lines.add(line);
  passAnswers(line, state);
  passQuestions(line, state);
  const over = (): void => {
    state.lines.delete(line);
    if (state.weather !== 'hole') for (const end of [near, far]) end.destroy();
  };
  for (const end of [near, far]) end.on('error', over).on('close', over);
};

/** A line to a port of this machine. */
export const proxyTo = async (port: number): Promise<Proxy> => {
  const state: State = { weather: 'fair', cutAt: undefined, cuts: 0, lines: new Set() };
  const reset = (): void => {
    for (const line of state.lines) cut(line, state);
  };
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1').setNoDelay();
    join(near.setNoDelay(), far, state);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => state.lines.size,
    cuts: () => state.cuts,
    reset: () => {
      state.cuts += state.lines.size;
      reset();
    },
    cutAfter: (bytes) => (state.cutAt = bytes),
    hole: () => (state.weather = 'hole'),
    slow: () => (state.weather = 'slow'),
    fair: () => {
      if (state.weather === 'hole') reset();
      state.weather = 'fair';
    },
    close: async () => {
      reset();
      server.close();
      await once(server, 'close');
    },
  };
};
