import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { isDatabase } from './database.js';
import { fromText } from './text.js';

const Place = t.union([
  t.readonly(t.type({ type: t.literal('sqlite'), path: t.string })),
  t.readonly(t.type({ type: t.literal('postgres'), url: t.string })),
  t.readonly(t.type({ type: t.literal('memory') })),
]);

const scheme = 'sqlite:';

const isPath = (path: string): boolean =>
  path !== '' && !path.startsWith('//') && !path.endsWith('/') && !path.includes('\0');

const read = (text: string): O.Option<t.TypeOf<typeof Place>> => {
  if (text === 'memory:') return O.some({ type: 'memory' });
  if (isDatabase(text)) return O.some({ type: 'postgres', url: text });
  const path = text.slice(scheme.length);
  return text.startsWith(scheme) && isPath(path) ? O.some({ type: 'sqlite', path }) : O.none;
};

const write = (place: t.TypeOf<typeof Place>): string => {
  switch (place.type) {
    case 'memory':
      return 'memory:';
    case 'postgres':
      return place.url;
    case 'sqlite':
      return `${scheme}${place.path}`;
  }
};

/** Where something is kept: in a file of the embedded store, in a PostgreSQL database, or in memory for as long as the process lives. */
export const StoreAddress = fromText(Place, {
  expected:
    'sqlite:<path of a file>, postgres://<user>:<password>@<host>/<database> with what is special percent-encoded, or memory:',
  read,
  write,
});
export type StoreAddress = t.TypeOf<typeof StoreAddress>;
