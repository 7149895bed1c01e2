import type { Health } from '@recount/core';
import { Counter, Gauge, type Registry } from 'prom-client';
import { ofMail } from './mail.js';
import { type Known, one, type Series } from './series.js';

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

const ofLoad: ReadonlyArray<Series> = [
  {
    name: 'recount_commits_waiting',
    help: 'Commits that wait for their batch.',
    of: ({ load }) => one(load.waiting),
  },
  {
    name: 'recount_commits_waiting_bytes',
    help: 'Bytes of events that wait for their batch.',
    of: ({ load }) => one(load.waitingBytes),
  },
  {
    name: 'recount_batches_total',
    help: 'Batches sent to the log.',
    of: ({ load }) => one(load.batches),
  },
  {
    name: 'recount_commits_total',
    help: 'Commits sent to the log, in batches.',
    of: ({ load }) => one(load.commits),
  },
  {
    name: 'recount_commits_shed_total',
    help: 'Commands turned away because too many were waiting.',
    of: ({ load }) => one(load.shed),
  },
  {
    name: 'recount_commits_late_total',
    help: 'Commits whose time was over before the log answered.',
    of: ({ load }) => one(load.late),
  },
  {
    name: 'recount_commits_lost_total',
    help: 'Commits that another was faster than; they are decided again.',
    of: ({ load }) => one(load.conflicts),
  },
  {
    name: 'recount_log_halted',
    help: '1 when this node writes nothing because the log has lost what was in it.',
    of: ({ halted }) => one(flag(halted)),
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
  const all = [...ofLog, ...ofLoad, ...ofMail, ...views].map((series) => tellIn(registry, series));
  return (known) => {
    for (const tell of all) tell(known);
  };
};
