/** How long things took, by labels: a histogram in Prometheus' text form. */
export type Durations = {
  /** Labels are as they stand in the text: `method="GET",status="2xx"`. */
  readonly note: (labels: string, seconds: number) => void;
  readonly text: () => string;
};

/** What a histogram is called, and the upper bounds of its buckets in seconds, rising. */
export type DurationsOf = {
  readonly name: string;
  readonly help: string;
  readonly bounds: ReadonlyArray<number>;
};

type Series = { readonly counts: number[]; sum: number };

const linesOf = ({ name, bounds }: DurationsOf, labels: string, { counts, sum }: Series): string => {
  let below = 0;
  const buckets = [...bounds, '+Inf'].map((bound, at) => {
    below += counts[at] ?? 0;
    return `${name}_bucket{le="${bound}",${labels}} ${below}\n`;
  });
  return `${buckets.join('')}${name}_sum{${labels}} ${sum}\n${name}_count{${labels}} ${below}\n`;
};

/** An empty histogram. To note is two additions: it is done for every request, and the library's costs as much as a verification. */
export const durationsOf = (of: DurationsOf): Durations => {
  const all = new Map<string, Series>();
  const seriesOf = (labels: string): Series => {
    const there = all.get(labels) ?? {
      counts: Array.from({ length: of.bounds.length + 1 }, () => 0),
      sum: 0,
    };
    all.set(labels, there);
    return there;
  };
  return {
    note: (labels, seconds) => {
      const series = seriesOf(labels);
      const at = of.bounds.findIndex((bound) => seconds <= bound);
      const bucket = at === -1 ? of.bounds.length : at;
      series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
      series.sum += seconds;
    },
    text: () =>
      [
        `# HELP ${of.name} ${of.help}\n# TYPE ${of.name} histogram\n`,
        ...[...all].map(([labels, series]) => linesOf(of, labels, series)),
      ].join(''),
  };
};
