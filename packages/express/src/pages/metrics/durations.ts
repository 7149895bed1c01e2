/** What a request is told apart by: each a word out of a few. */
export type Labels = { readonly method: string; readonly route: string; readonly status: string };

/** How long requests took, by labels: a histogram in Prometheus' text form. */
export type Durations = {
  readonly note: (labels: Labels, seconds: number) => void;
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
  const byRoute = new Map<string, Map<string, Map<string, Series>>>();
  const first = ({ method, route, status }: Labels): Series => {
    const series = { counts: Array.from({ length: of.bounds.length + 1 }, () => 0), sum: 0 };
    all.set(`method="${method}",route="${route}",status="${status}"`, series);
    const byStatus = byRoute.get(route) ?? new Map<string, Map<string, Series>>();
    byRoute.set(route, byStatus);
    byStatus.set(status, (byStatus.get(status) ?? new Map<string, Series>()).set(method, series));
    return series;
  };
  // The text of the labels is made once: to join it for every request costs more than to find it.
  const seriesOf = (labels: Labels): Series =>
    byRoute.get(labels.route)?.get(labels.status)?.get(labels.method) ?? first(labels);
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
