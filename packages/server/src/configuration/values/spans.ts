import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { fromText } from './text.js';

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof units;

const isUnit = (letter: string): letter is Unit => Object.hasOwn(units, letter);

const longest = 400 * units.d;
const form = /^([1-9]\d{0,5})([mhd])$/;

const millisecondsIn = (text: string): O.Option<number> => {
  const [, count = '', unit = ''] = form.exec(text) ?? [];
  const span = isUnit(unit) ? Number(count) * units[unit] : 0;
  return span > 0 && span <= longest ? O.some(span) : O.none;
};

const written = (span: number): string => `${span / units.m}m`;

/** A span of time in milliseconds, spelled in minutes, hours or days: `90m`, `12h`, `30d`; 400 days at most. */
export const Span = fromText(t.number, {
  expected: 'a span such as 90m, 12h or 30d, at most 400d',
  read: millisecondsIn,
  write: written,
});
