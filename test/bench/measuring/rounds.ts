/** What one benchmark found: its rows, its ratios (ours over theirs, the median round), and each ratio's extremes. */
export type Findings = {
  readonly name: string;
  readonly rows: ReadonlyArray<Readonly<Record<string, string | number>>>;
  readonly ratios: Readonly<Record<string, number>>;
  readonly spread: Readonly<Record<string, readonly [min: number, max: number]>>;
};

/** A benchmark: short ones finish within a minute. */
export type Benchmark = (wish: { readonly short: boolean }) => Promise<Findings>;

/** The figure in the middle. */
export const median = (figures: ReadonlyArray<number>): number => {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
};

// A third digit would be the machine's mood.
const rounded = (figure: number): number => Math.round(figure * 100) / 100;

/** The figures of each contender, round by round. */
export type Rounds<Name extends string> = Readonly<Record<Name, ReadonlyArray<number>>>;

/**
 * How long a benchmark goes on: so many rounds, or fewer (but five at least) when the time is over; each contender runs
 * so many slices in a round, two unless told otherwise.
 */
export type Course = { readonly rounds: number; readonly seconds: number; readonly slices?: number };

/** Many short rounds, so that what else the machine does falls on all contenders alike. */
export const courseOf = (short: boolean): Course =>
  short ? { rounds: 9, seconds: 20 } : { rounds: 31, seconds: 120 };

const fewest = 5;

const mean = (figures: ReadonlyArray<number>): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / figures.length;

// There and back again within a round: a machine that gets slower gets slower for all.
const oneRound = async <Name extends string>(
  contenders: Readonly<Record<Name, () => Promise<number>>>,
  { names, slices }: { readonly names: ReadonlyArray<Name>; readonly slices: number },
): Promise<Readonly<Record<Name, number>>> => {
  const parts = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let slice = 0; slice < slices; slice++)
    for (const name of slice % 2 === 0 ? names : names.toReversed())
      parts[name].push(await contenders[name]());
  return Object.fromEntries(names.map((name) => [name, mean(parts[name])])) as Record<Name, number>;
};

/** Lets each contender run in every round, in short slices by turns, so that no one always comes first. */
export const inTurns = async <Name extends string>(
  contenders: Readonly<Record<Name, () => Promise<number>>>,
  { rounds, seconds, slices = 2 }: Course,
): Promise<Rounds<Name>> => {
  const names = Object.keys(contenders) as ReadonlyArray<string> as ReadonlyArray<Name>;
  const all: Array<Readonly<Record<Name, number>>> = [];
  const until = performance.now() + seconds * 1000;
  while (all.length < fewest || (all.length < rounds && performance.now() < until))
    all.push(
      await oneRound(contenders, { slices, names: all.length % 2 === 0 ? names : names.toReversed() }),
    );
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const round of all) for (const name of names) figures[name].push(round[name]);
  return figures;
};

/** A ratio or a plain figure: the median round, and the least and the greatest. */
export type Found = { readonly ratio: number; readonly spread: readonly [min: number, max: number] };

const found = (figures: ReadonlyArray<number>): Found => ({
  ratio: rounded(median(figures)),
  spread: [rounded(Math.min(...figures)), rounded(Math.max(...figures))],
});

/** Ours over theirs: the median of the rounds' ratios, and the least and the greatest of them. */
export const ratioOf = (ours: ReadonlyArray<number>, theirs: ReadonlyArray<number>): Found =>
  found(ours.map((figure, round) => figure / (theirs[round] ?? Number.NaN)));

/** A figure that stands for itself. */
export const figureOf = found;

/** What was found, by its keys. */
export const foundOf = (all: Readonly<Record<string, Found>>): Pick<Findings, 'ratios' | 'spread'> => ({
  ratios: Object.fromEntries(Object.entries(all).map(([key, { ratio }]) => [key, ratio])),
  spread: Object.fromEntries(Object.entries(all).map(([key, { spread }]) => [key, spread])),
});
