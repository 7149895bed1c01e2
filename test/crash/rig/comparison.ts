import { whatIsWrong } from '../../core/rig/true-of-log.js';
import type { RawEvent } from '../../core/rig/raw-log.js';
import type { Acknowledged } from './load.js';

/** A commit as a log's own table has it. */
export type CommitRow = { readonly id: string; readonly first: number; readonly last: number };

/** What lies in a log's tables. */
export type LogTables = {
  readonly events: ReadonlyArray<RawEvent>;
  readonly commits: ReadonlyArray<CommitRow>;
};

/** What clients asked for and were told. */
export type Told = {
  readonly acknowledged: ReadonlyArray<Acknowledged>;
  readonly asked: ReadonlySet<string>;
};

/** How the two compare: every count but the first three is to be nothing. */
export type Comparison = {
  readonly events: number;
  readonly acknowledged: number;
  /** In the log though nobody was told: the answer was lost, or never came. */
  readonly untold: number;
  /** Acknowledged and not there, or elsewhere than said. */
  readonly lost: ReadonlyArray<string>;
  /** There more often than once. */
  readonly twice: ReadonlyArray<string>;
  /** There though nobody asked. */
  readonly strange: ReadonlyArray<string>;
  /** What else is wrong with the log. */
  readonly wrong: ReadonlyArray<string>;
};

const written = new Set(['KeyIssued', 'KeyRenamed']);

const commitsAreEvents = ({ events, commits }: LogTables): boolean => {
  const heads = events.filter(({ body }) => body.index === 0);
  return (
    heads.length === commits.length &&
    heads.every(
      ({ position, body }, i) =>
        commits[i]!.id === body.commit &&
        commits[i]!.first === position &&
        commits[i]!.last === position + body.count - 1,
    )
  );
};

const isAt = ({ body }: RawEvent, { type, keyId, name }: Acknowledged): boolean =>
  body.type === type && body.data['keyId'] === keyId && body.data['name'] === name;

/** Holds what clients were told against what is in the log. */
export const compare = (tables: LogTables, { acknowledged, asked }: Told): Comparison => {
  const { events } = tables;
  const there = events.filter(({ body }) => written.has(body.type));
  const names = there.map(({ body }) => String(body.data['name']));
  const at = new Map(there.map((event) => [event.position, event]));
  const told = new Set(acknowledged.map(({ name }) => name));
  const seen = new Set<string>();
  return {
    events: events.length,
    acknowledged: acknowledged.length,
    untold: names.filter((name) => !told.has(name)).length,
    lost: acknowledged
      .filter((ack) => !at.has(ack.position) || !isAt(at.get(ack.position)!, ack))
      .map(({ name }) => name),
    twice: names.filter((name) => seen.size === seen.add(name).size),
    strange: names.filter((name) => !asked.has(name)),
    wrong: [
      ...whatIsWrong(events),
      ...(commitsAreEvents(tables) ? [] : ['the commits are not those of the events']),
    ],
  };
};

/** What a comparison says when all is well. */
export const sound = { lost: [], twice: [], strange: [], wrong: [] } as const;
