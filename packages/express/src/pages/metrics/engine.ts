import type { Health, Standing } from '@recount/core';
import { Counter, Gauge, type Registry } from 'prom-client';

/** What a node knows of itself, and the log's head if the log said it just now. */
export type Known = Standing & Partial<Pick<Health, 'head'>>;

type Sample = {
  readonly value: number;
  readonly labels?: { readonly view: string; readonly version: string };
};

type Series = {
  readonly name: string;
  readonly help: string;
  readonly of: (known: Known) => ReadonlyArray<Sample>;
};

const one = (value: number): ReadonlyArray<Sample> => [{ value }];

const flag = (holds: boolean): number => (holds ? 1 : 0);

const ofLog: ReadonlyArray<Series> = [
  {
    name: 'recount_log_up',
    help: '1 when the log answered this question, 0 when it did not.',
    of: ({ head }) => one(flag(head !== undefined)),
  },
  {
    name: 'recount_log_head_position',
    help: 'The last position of the log; absent while the log does not answer.',
    of: ({ head }) => (head === undefined ? [] : one(head)),
  },
  {
    name: 'recount_log_cursor_position',
    help: 'How far this node has followed the log.',
    of: ({ cursor }) => one(cursor),
  },
  {
    name: 'recount_log_confirmed_ago_seconds',
    help: "How long ago this node last knew the log's head; beyond 30 it lets no key or session in.",
    of: ({ confirmedAgo }) => one(confirmedAgo / 1000),
  },
  {
    name: 'recount_log_unreadable',
    help: '1 when the log holds something that this node cannot read; /readyz says where.',
    of: ({ trouble }) => one(flag(trouble?.type === 'Unreadable')),
  },
];

const ofViews = (value: (view: Health['views'][number], known: Known) => number) => (known: Known) =>
  known.views.map((view) => ({
    value: value(view, known),
    labels: { view: view.name, version: String(view.version) },
  }));

const views: ReadonlyArray<Series> = [
  {
    name: 'recount_view_checkpoint_position',
    help: 'The last position of the log that the view shows.',
    of: ofViews(({ checkpoint }) => checkpoint),
  },
  {
    name: 'recount_view_lag_events',
    help: "How many events the view is behind the log's head, as far as this node knows it.",
    of: ofViews(({ checkpoint }, { head, cursor }) => Math.max(0, (head ?? cursor) - checkpoint)),
  },
  {
    name: 'recount_view_stopped',
    help: '1 when an event stopped the view; /readyz says which.',
    of: ofViews(({ stopped }) => flag(stopped !== undefined)),
  },
  {
    name: 'recount_view_leads',
    help: '1 when this node applies the log to the view; of the nodes on one store one does.',
    of: ofViews(({ leads }) => flag(leads)),
  },
];

const labelNames = ['view', 'version'] as const;

const tellIn = (registry: Registry, { name, help, of }: Series) => {
  const config = { name, help, registers: [registry] };
  const labelled = name.startsWith('recount_view_') ? { labelNames } : {};
  const metric = name.endsWith('_total')
    ? new Counter({ ...config, ...labelled })
    : new Gauge({ ...config, ...labelled });
  return (known: Known): void => {
    const samples = of(known);
    metric.reset();
    // Without labels there is always one series, which would say 0 of what nobody knows.
    if (samples.length === 0) metric.remove();
    for (const { value, labels = {} } of samples) metric.inc(labels, value);
  };
};

/** Keeps the engine's figures in this registry, as of what is told to it. */
export const engineIn = (registry: Registry): ((known: Known) => void) => {
  const all = [...ofLog, ...views].map((series) => tellIn(registry, series));
  return (known) => {
    for (const tell of all) tell(known);
  };
};
