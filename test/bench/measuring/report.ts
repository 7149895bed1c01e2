import { cpus, totalmem } from 'node:os';
import type { Findings } from './rounds.js';

const machine = (): string => {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${processors[0]?.model.trim() ?? 'unknown'}, ${processors.length} cores, ${memory} GB, Node ${process.versions.node}`;
};

const line = (cells: ReadonlyArray<string>): string => `| ${cells.join(' | ')} |`;

const table = (rows: Findings['rows']): ReadonlyArray<string> => {
  const columns = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => columns.map((column) => String(row[column] ?? '')));
  return [line(columns), line(columns.map(() => '---')), ...cells.map(line)];
};

/** Findings as tables for people, under the machine's words. */
export const inWords = ({ rows, ratios, spread }: Findings): string =>
  [
    machine(),
    '',
    ...table(rows),
    '',
    ...table(
      Object.entries(ratios).map(([key, ratio]) => ({
        ratio: key,
        'median round': ratio,
        'least and greatest': (spread[key] ?? []).join(' to '),
      })),
    ),
  ].join('\n');
