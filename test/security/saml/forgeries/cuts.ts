import { type Answer, answer, formats } from '../answer.js';
import { changed } from '../pieces.js';
import type { Forgery } from './forgery.js';

/** A name that begins with somebody else's. */
export const longer = 'ada@corp.test.evil.test';

const cuts: ReadonlyArray<readonly [string, string, string]> = [
  ['a comment', 'ada@corp.test<!-- -->.evil.test', 'documentIsPlain'],
  ['an empty comment', 'ada@corp.test<!---->.evil.test', 'documentIsPlain'],
  ['a processing instruction', 'ada@corp.test<?x y?>.evil.test', 'documentIsPlain'],
  ['a CDATA section', 'ada@corp.test<![CDATA[.evil.test]]>', 'documentIsPlain'],
  ['a CDATA section around all of it', `<![CDATA[${longer}]]>`, 'documentIsPlain'],
  ['an undeclared entity', 'ada@corp.test&x;.evil.test', 'documentIsWellFormed'],
];

const cutIn = (said: Partial<Answer>, table = cuts): ReadonlyArray<Forgery> =>
  table.map(([what, cut, promise]) => [
    what,
    () => changed(answer(said), `>${longer}<`, `>${cut}<`),
    promise,
  ]);

/** Names that were cut after they were signed. */
export const cutNames = cutIn({ nameId: longer });

/** Addresses that were cut after they were signed. */
export const cutAddresses = cutIn({ email: longer });

/** Names that are addresses, cut after they were signed. */
export const cutNamesOfAddresses = cutIn(
  { format: formats.email, nameId: longer, email: '' },
  cuts.filter(([, , promise]) => promise === 'documentIsPlain'),
);
