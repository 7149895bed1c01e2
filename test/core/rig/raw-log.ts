import type { BatchLog } from '@recount/core/ports';
import { answered } from '../../contracts/answers.js';

/** An event's body as it lies in the log, and where. */
export type RawEvent = {
  readonly position: number;
  readonly recordedAt: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly stream: string;
    readonly revision: number;
    readonly id: string;
    readonly commit: string;
    readonly index: number;
    readonly count: number;
    readonly request: string;
    readonly reads?: Readonly<Record<string, 'none' | number>>;
    readonly type: string;
    readonly version: number;
    readonly data: Readonly<Record<string, unknown>>;
    readonly sealed: Readonly<Record<string, string>>;
    readonly subjects: ReadonlyArray<string>;
    readonly meta: Readonly<Record<string, unknown>>;
  };
};

/** All that a log holds after a position, read without the engine. */
export const rawLog = async (log: Pick<BatchLog, 'readAll'>, after = 0): Promise<ReadonlyArray<RawEvent>> => {
  const { events } = await answered(log.readAll(after, Number.MAX_SAFE_INTEGER));
  return events.map(({ position, recordedAt, text }) => ({
    position,
    recordedAt,
    text,
    body: JSON.parse(text) as RawEvent['body'],
  }));
};

/** Where a log ends. */
export const headOf = async (log: Pick<BatchLog, 'readAll'>): Promise<number> =>
  (await answered(log.readAll(0, 1))).head;
