import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { fromText } from './text.js';

const Place = t.union([
  t.readonly(t.type({ type: t.literal('sqlite'), path: t.string })),
  t.readonly(t.type({ type: t.literal('memory') })),
]);

const scheme = 'sqlite:';

const isPath = (path: string): boolean =>
  path !== '' && !path.startsWith('//') && !path.endsWith('/') && !path.includes('\0');

const read = (text: string): O.Option<t.TypeOf<typeof Place>> => {
  if (text === 'memory:') return O.some({ type: 'memory' });
  const path = text.slice(scheme.length);
  return text.startsWith(scheme) && isPath(path) ? O.some({ type: 'sqlite', path }) : O.none;
};

/** Where something is kept: in a file of the embedded store, or in memory for as long as the process lives. */
export const StoreAddress = fromText(Place, {
  expected: 'sqlite:<path of a file>, or memory:',
  read,
  write: (place) => (place.type === 'memory' ? 'memory:' : `${scheme}${place.path}`),
});
export type StoreAddress = t.TypeOf<typeof StoreAddress>;
