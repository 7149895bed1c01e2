import { bell } from '@recount/core/log';
import { unavailable, unknownOutcome, type Unavailable } from '@recount/core/ports';
import { type Either, left } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Chance } from './chance.js';
import type { Life } from './life.js';
import type { Timeline } from './time.js';

/** What may go wrong with one call over a line. */
export type CallFault =
  | 'refused'
  | 'lost before'
  | 'lost after'
  | 'twice'
  | 'slow there'
  | 'slow back'
  | 'crash before'
  | 'crash after';

/** How likely each fault is, and how slow the lines are (milliseconds, the usual delay of one way). */
export type Weather = {
  readonly faults: Readonly<Partial<Record<CallFault, number>>>;
  readonly delay: number;
  /** How likely a hint is lost. */
  readonly deaf: number;
};

/** The line from one process to what it stands on. */
export type Line = {
  readonly life: Life;
  readonly time: Timeline;
  readonly chance: Chance;
  readonly weather: () => Weather;
  /** Whether nothing comes through now. */
  readonly isCut: () => boolean;
  /** Told of every fault, by its kind and the call it struck. */
  readonly tell: (fault: CallFault, call: string) => void;
  readonly crash: () => void;
};

type Outcome = Either<unknown, unknown>;
type Call = { readonly name: string; readonly isWrite: boolean; readonly run: () => Promise<Outcome> };

const onlyOfWrites: ReadonlySet<CallFault> = new Set(['lost before', 'lost after', 'twice']);

const drawn = ({ chance, weather, isCut }: Line, isWrite: boolean): CallFault | undefined => {
  if (isCut()) return 'refused';
  let roll = chance.fraction();
  for (const [fault, likelihood] of Object.entries(weather().faults) as [CallFault, number][]) {
    if (onlyOfWrites.has(fault) && !isWrite) continue;
    if (roll < likelihood) return fault;
    roll -= likelihood;
  }
  return undefined;
};

const oneWay = ({ chance, weather }: Line, isSlow: boolean): number => {
  if (isSlow) return 300 + chance.fraction() * 9_000;
  return weather().delay * -Math.log(1 - chance.fraction());
};

// What a fault lets through to the store, and what comes back.
const arrived = async (line: Line, { run }: Call, fault: CallFault | undefined): Promise<Outcome> => {
  if (fault === 'refused') return left(unavailable('refused on the way'));
  if (fault === 'lost before') return left(unknownOutcome('lost on the way there'));
  if (fault === 'crash before') line.crash();
  if (fault === 'crash before') return left(unknownOutcome('whoever asked is dead'));
  const outcome = await run();
  if (fault === 'twice') line.time.after(oneWay(line, line.chance.yes(0.3)), () => void run());
  if (fault === 'crash after') line.crash();
  return fault === 'lost after' ? left(unknownOutcome('lost on the way back')) : outcome;
};

// What a dead process sent may still arrive: the line does not know.
const sent = (line: Line, call: Call): Promise<Outcome> =>
  new Promise((resolve) => {
    const { life, time, chance } = line;
    const fault = drawn(line, call.isWrite);
    if (fault !== undefined) line.tell(fault, call.name);
    const arrive = async (): Promise<void> => {
      if (life.isOver() && chance.yes(0.5)) return;
      const outcome = await arrived(line, call, fault);
      life.after(oneWay(line, fault === 'slow back'), () => resolve(outcome));
    };
    time.after(oneWay(line, fault === 'slow there'), () => void arrive());
  });

const writes: ReadonlySet<string> = new Set([
  'appendBatch',
  'claim',
  'put',
  'take',
  'rewrap',
  'destroy',
  'sweep',
  'apply',
  'drop',
  'used',
  'lead',
  'yield',
  'replace',
]);

type Wake = (signal: AbortSignal) => AsyncIterable<void>;

// Hints are lost, late, or of use.
const heardOver =
  (line: Line, wake: Wake): Wake =>
  (signal) => {
    const mine = bell();
    const ending = new AbortController();
    const end = (): void => ending.abort();
    signal.addEventListener('abort', end, { once: true });
    void line.life.over.then(end);
    const hear = async (): Promise<void> => {
      for await (const _ of wake(ending.signal))
        if (!line.chance.yes(line.weather().deaf)) line.life.after(oneWay(line, false), mine.ring);
    };
    void hear();
    return mine.listen(signal);
  };

type AnyCall = (...asked: ReadonlyArray<unknown>) => TaskEither<Unavailable, unknown>;

const over = (line: Line, name: string, call: AnyCall): AnyCall => {
  const isWrite = writes.has(name);
  return (...asked) =>
    () =>
      // A port's calls answer Unavailable among their faults, so that a line may say it for them.
      sent(line, { name, isWrite, run: call(...asked) }) as Promise<Either<Unavailable, unknown>>;
};

/** What a process is handed of a port that it reaches over a line: every call takes its time and may fail. Closing it closes the line alone. */
export const reached = <Port extends object>(port: Port, line: Line): Port => {
  const through = ([name, own]: [string, unknown]): [string, unknown] => {
    if (name === 'close') return [name, () => Promise.resolve()];
    if (name === 'wake') return [name, heardOver(line, own as Wake)];
    return typeof own === 'function' ? [name, over(line, name, own as AnyCall)] : [name, own];
  };
  return Object.fromEntries(Object.entries(port).map(through)) as Port;
};
