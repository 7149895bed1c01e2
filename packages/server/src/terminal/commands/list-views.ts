import { views as known } from '@recount/projections';
import type { StoredView } from '@recount/core/ports';
import * as E from 'fp-ts/lib/Either.js';
import type { Configuration } from '../../configuration/index.js';
import { withFollowed } from '../../storage/followed.js';
import type { Said } from './said.js';

const number = (count: number): string => count.toLocaleString('en-US');

const isStored =
  (stored: ReadonlyArray<StoredView>) =>
  ({ name, version }: { readonly name: string; readonly version: number }): boolean =>
    stored.some(({ view }) => view.name === name && view.version === version);

const unbuilt = (stored: ReadonlyArray<StoredView>): ReadonlyArray<StoredView> =>
  known
    .filter((view) => !isStored(stored)(view))
    .map(({ name, version }) => ({ view: { name, version }, checkpoint: 0, led: false }));

const cellsOf = ({ view, checkpoint, led }: StoredView, head: number): ReadonlyArray<string> => [
  view.name,
  String(view.version),
  number(checkpoint),
  number(Math.max(0, head - checkpoint)),
  led ? 'yes' : 'no',
];

const titles = ['view', 'version', 'checkpoint', 'behind', 'led'];

const tableOf = (rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: ReadonlyArray<string>): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return rows.map(line).join('\n');
};

/** Lists the views: how far each is, how many events behind the log, and whether a node leads it just now. */
export const listViews = (configuration: Configuration, { tell, say }: Said): Promise<number> =>
  withFollowed(configuration, say, async ({ log, views }) => {
    const stored = await views.all()();
    const page = await log.readAll(Number.MAX_SAFE_INTEGER, 1)();
    if (E.isLeft(stored) || E.isLeft(page)) {
      say('The store does not answer just now.');
      return 1;
    }
    const { head } = page.right;
    const all = [...stored.right, ...unbuilt(stored.right)].toSorted((one, other) =>
      one.view.name < other.view.name ? -1 : Number(one.view.name > other.view.name),
    );
    tell(`The log holds ${number(head)} events.\n\n`);
    tell(`${tableOf([titles, ...all.map((view) => cellsOf(view, head))])}\n`);
    return 0;
  });
