import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { Told } from './child.js';

/** A key's secret, and what is answered for it. */
export type Shown = { readonly secret: string; readonly answer: object };

/** A server in a process of its own. */
export type Serving<Extra> = {
  readonly url: string;
  readonly extra: Extra;
  /** What it used (microseconds of processor) and wrote so far. */
  readonly figures: () => Promise<{ readonly cpu: number; readonly extra: Readonly<Record<string, number>> }>;
  readonly stop: () => Promise<void>;
};

const told = async <Extra, T extends Told<Extra>['type']>(child: ChildProcess, type: T) => {
  for (;;) {
    const [message] = (await once(child, 'message')) as [Told<Extra>];
    if (message.type === type) return message as Extract<Told<Extra>, { readonly type: T }>;
  }
};

const program = fileURLToPath(new URL('../main.js', import.meta.url));

/** Starts a server of ours or theirs. */
export const start = async <Extra>(...args: ReadonlyArray<string>): Promise<Serving<Extra>> => {
  const child = fork(program, ['serve', ...args]);
  const { port, extra } = await told<Extra, 'ready'>(child, 'ready');
  return {
    url: `http://127.0.0.1:${port}`,
    extra,
    figures: () => {
      const answer = told<Extra, 'figures'>(child, 'figures');
      child.send('figures');
      return answer;
    },
    stop: async () => {
      const over = once(child, 'exit');
      child.disconnect();
      await over;
    },
  };
};

const connections = 32;

const requestFor = (secret: string): autocannon.Request => ({
  method: 'POST',
  path: '/v1/keys/verify',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ key: secret }),
});

const rotated = <A>(all: ReadonlyArray<A>, by: number): ReadonlyArray<A> => {
  const at = by % all.length;
  return [...all.slice(at), ...all.slice(0, at)];
};

/** So many verifications in all, beginning anywhere among the keys. */
export type Amount = { readonly amount: number; readonly from: number };

/** Asks about these keys over 32 connections, each going round its own share; answers verifications a second. */
export const load = async (
  url: string,
  secrets: ReadonlyArray<string>,
  { amount, from }: Amount,
): Promise<number> => {
  const shareOf = (at: number): ReadonlyArray<string> =>
    secrets.length < connections ? secrets : secrets.filter((_, key) => key % connections === at);
  const each = Math.ceil(amount / connections);
  let clients = 0;
  let answered = 0;
  let first = 0;
  let last = 0;
  await new Promise<void>((over, failed) => {
    const setupClient = (client: autocannon.Client): void =>
      client.setRequests(rotated(shareOf(clients++), from).slice(0, each).map(requestFor));
    const instance = autocannon({ url, connections, amount, sampleInt: 50, setupClient }, (error) =>
      error instanceof Error ? failed(error) : over(),
    );
    instance.on('response', (_, status) => {
      last = performance.now();
      if (first === 0) first = last;
      if (status === 200) answered++;
    });
  });
  if (answered !== amount) throw new Error(`${amount - answered} verifications failed`);
  // From the first answer on: making the requests is the load's own affair.
  return ((amount - 1) / (last - first)) * 1000;
};
