import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filesUnder, inside, textOf } from './reference/root.js';

/** A row of the page: its number, what happens, and the files of its tests. */
type Row = { readonly id: string; readonly happens: string; readonly files: ReadonlyArray<string> };

const rows: ReadonlyArray<Row> = textOf('docs/explanation/threats.md')
  .split('\n')
  .flatMap((line) => {
    const [, id = '', , happens = '', tried = ''] = line.split('|').map((cell) => cell.trim());
    const files = [...tried.matchAll(/\]\(\.\.\/\.\.\/(test\/[^)]+)\)/g)].map(([, file]) => file ?? '');
    return /^[A-F]\d+$/.test(id) ? [{ id, happens, files }] : [];
  });

const idsOf = (letter: string, last: number): ReadonlyArray<string> =>
  Array.from({ length: last }, (_, nth) => `${letter}${nth + 1}`);

const isIn = (id: string, text: string): boolean => new RegExp(`['"\`][^'"\`\n]*\\b${id}\\b`).test(text);

describe('the page of threats', () => {
  test('has each row of A to F, in order', () => {
    const last: ReadonlyArray<readonly [string, number]> = [
      ['A', 14],
      ['B', 10],
      ['C', 15],
      ['D', 12],
      ['E', 8],
      ['F', 12],
    ];
    expect(rows.map(({ id }) => id)).toEqual(last.flatMap(([letter, many]) => idsOf(letter, many)));
  });

  test.each(rows)(
    '$id leads to tests that bear its number, or says why there is none',
    ({ id, happens, files }) => {
      expect(files.filter((file) => !existsSync(inside(file)))).toEqual([]);
      expect(files.filter((file) => !isIn(id, textOf(file)))).toEqual([]);
      expect(files.length === 0).toBe(happens.startsWith('not yet: '));
    },
  );

  test.each(filesUnder('test/security', '.test.ts').filter((file) => /\/[a-f]\d/.test(file)))(
    'names %s at each row that it is about',
    (file) => {
      const [name = ''] = /(?:[a-f]\d+-)+/.exec(file) ?? [];
      const ids = name.split('-').flatMap((id) => (id === '' ? [] : [id.toUpperCase()]));
      expect(rows.filter(({ files }) => files.includes(file)).map(({ id }) => id)).toEqual(
        expect.arrayContaining(ids),
      );
    },
  );
});
