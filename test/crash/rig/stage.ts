import { expect } from 'vitest';
import { type OwnPostgres, ownPostgres } from '../../postgres/own-server.js';
import { endAll, freshFolder } from '../../server/program.js';
import { compare, type LogTables, sound } from './comparison.js';
import { breather, tally, type Tally } from './doors.js';
import { type Load, load, type Owner } from './load.js';
import { followed, type LogFollower } from './log-follower.js';
import { logInPostgres } from './log-in-postgres.js';
import { type MortalNode, mortalNode } from './node.js';
import { ownerAt } from './owner.js';
import { missed, reader, type Reader } from './readers.js';
import { isLong, report } from './report.js';
import { type Verifier, verifier } from './verifiers.js';

/** Nodes of the service on a database of their own, under load, with everybody who looks. */
export type Stage = {
  readonly own: OwnPostgres;
  readonly nodes: ReadonlyArray<MortalNode>;
  readonly running: Load;
  readonly tallied: Tally;
  readonly owner: Owner;
  /** Waits until clients were answered 503 so many times more. */
  readonly refused: (times: number) => Promise<void>;
  /** Waits until every node has acknowledged a write again; answers the longest wait, in milliseconds. */
  readonly healthy: () => Promise<number>;
};

/** What a stage is set with. */
export type Setting = {
  readonly what: string;
  readonly nodes: number;
  readonly writers: number;
  /** The address that the nodes are given for the database's own, such as a line on which things go wrong. */
  readonly through?: (url: string) => Promise<string>;
  /** Statuses that clients may be answered, and `none` where they may lose an answer. */
  readonly answers?: ReadonlyArray<string>;
  /** What is to be done when the database has ended, before its files go. */
  readonly afterwards?: () => void;
};

/** Everybody who looks while things go wrong. */
type Audience = {
  readonly readers: ReadonlyArray<Reader>;
  readonly verifiers: ReadonlyArray<Verifier>;
  readonly follower: LogFollower;
};

type Figures = Readonly<Record<string, unknown>>;

const secret = 'kept by nobody, known by all nodes';

const waitsFor = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await breather();
};

const opened = async (own: OwnPostgres, { nodes: count, through, writers }: Setting) => {
  const address = through === undefined ? own.url : await through(own.url);
  const folder = freshFolder();
  const environment = { RECOUNT_STORE: address, RECOUNT_SECRET: secret };
  const nodes = Array.from({ length: count }, (_, i) => mortalNode(`node ${i + 1}`, folder, environment));
  for (const node of nodes) await node.origin();
  const owner = await ownerAt(nodes[0]!);
  const tallied = tally();
  const running = load(writers, { doors: nodes, owner, tally: tallied });
  const looking = { owner, tally: tallied };
  const audience: Audience = {
    readers: nodes.map((door) => reader({ ...looking, door })),
    verifiers: nodes.map((door) => verifier({ door, tally: tallied, issued: () => running.acknowledged })),
    follower: await followed(own.url),
  };
  const stage: Stage = {
    own,
    nodes,
    running,
    tallied,
    owner,
    refused: async (times) => {
      const before = tallied.statuses[503] ?? 0;
      await waitsFor(() => (tallied.statuses[503] ?? 0) >= before + times);
    },
    healthy: async () => {
      const since = performance.now();
      await Promise.all(nodes.map((node) => running.more(1, node)));
      return Math.round(performance.now() - since);
    },
  };
  return { stage, audience };
};

const lookedAt = async (
  tables: LogTables,
  { owner, nodes }: Stage,
  { readers, verifiers, follower }: Audience,
) => {
  const last = tables.events.findLast(({ body }) => body.subjects.includes(owner.accountId))!.position;
  await Promise.all(readers.map((one) => one.until(last)));
  const misses = readers.map(({ seen }) => missed(tables, owner.accountId, seen));
  expect(misses).toEqual(nodes.map(() => []));
  expect(readers.flatMap(({ late }) => late)).toEqual([]);
  const raw = await follower.until(tables.events.length);
  expect(raw.map(({ text }) => text)).toEqual(tables.events.map(({ text }) => text));
  expect((await Promise.all(verifiers.map((one) => one.stop()))).flat()).toEqual([]);
  return { missed: 0, seenByEach: readers.map(({ seen }) => seen.length), followed: raw.length };
};

const settled = async (stage: Stage, audience: Audience, { answers = [] }: Setting): Promise<Figures> => {
  const { running, nodes, own, tallied } = stage;
  await running.stop();
  const { asked, acknowledged } = running;
  expect(acknowledged.map(({ name }) => name).toSorted()).toEqual([...asked].toSorted());
  const tables = await logInPostgres(own.url);
  const { events, untold } = compare(tables, running);
  expect(compare(tables, running)).toMatchObject(sound);
  const seen = await lookedAt(tables, stage, audience);
  expect(nodes.filter((node) => node.died()).map((node) => node.complaint())).toEqual([]);
  const unforeseen = Object.keys(tallied.statuses).filter(
    (status) => !['200', '201', '503', ...answers].includes(status),
  );
  expect(unforeseen).toEqual([]);
  expect(await Promise.all(nodes.map((node) => node.stop()))).toEqual(nodes.map(() => 0));
  const { statuses, slowest } = tallied;
  const counts = { events, acknowledged: acknowledged.length, lost: 0, twice: 0, untold };
  return { ...counts, ...seen, answers: statuses, slowest };
};

/** Sets a stage, lets things go wrong on it, and holds what was told against what is there; then nothing is left of it. */
export const onStage = async (setting: Setting, run: (stage: Stage) => Promise<Figures>): Promise<void> => {
  const own = (await ownPostgres())!;
  try {
    const { stage, audience } = await opened(own, setting);
    await stage.running.more(2 * setting.writers);
    const figures = await run(stage);
    report(setting.what, { ...figures, ...(await settled(stage, audience, setting)) });
  } finally {
    endAll();
    await own.stop();
    setting.afterwards?.();
    await own.remove();
  }
};

/** How long a stage may take before it counts as stuck, in milliseconds. */
export const stagePatience = isLong ? 900_000 : 120_000;
