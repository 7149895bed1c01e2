import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const autocannon = createRequire(import.meta.url).resolve('autocannon');

/** What callers ask for again and again, each over a connection of its own. */
export type Calls = {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly token?: string;
  readonly body?: unknown;
  readonly callers: number;
  /** In seconds. */
  readonly lasts: number;
  /** Requests a second in all; as many as are answered where it is not given. */
  readonly rate?: number;
};

/** What became of them: answers by status, and connections that were lost or waited in vain. */
export type Outcome = {
  readonly statuses: Readonly<Record<string, number>>;
  readonly good: number;
  readonly goodPerSecond: number;
  readonly unanswered: number;
  /** Of answers, in milliseconds. */
  readonly p99: number;
};

type Result = {
  readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
  readonly '2xx': number;
  readonly errors: number;
  readonly duration: number;
  readonly latency: { readonly p99: number };
};

const argumentsOf = ({ url, method, token, body, callers, lasts, rate }: Calls): ReadonlyArray<string> => [
  '--json',
  '--no-progress',
  '-t',
  '20',
  '-m',
  method,
  '-c',
  String(callers),
  '-d',
  String(lasts),
  ...(token === undefined ? [] : ['-H', `authorization=Bearer ${token}`]),
  ...(body === undefined ? [] : ['-H', 'content-type=application/json', '-b', JSON.stringify(body)]),
  ...(rate === undefined ? [] : ['-R', String(rate)]),
  url,
];

const outcomeOf = (result: Result): Outcome => ({
  statuses: Object.fromEntries(
    Object.entries(result.statusCodeStats).map(([status, { count }]) => [status, count]),
  ),
  good: result['2xx'],
  goodPerSecond: Math.round(result['2xx'] / result.duration),
  unanswered: result.errors,
  p99: result.latency.p99,
});

/** Calls from a process of its own, so that who calls and who looks do not wait for each other. */
export const calling = (calls: Calls): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [autocannon, ...argumentsOf(calls)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
    child.once('close', (code) =>
      code === 0
        ? resolve(outcomeOf(JSON.parse(said) as Result))
        : reject(new Error(`calls ended with ${code}`)),
    );
  });
