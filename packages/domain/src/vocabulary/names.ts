import type * as t from 'io-ts';
import { text } from './codecs/text.js';

const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const loneSurrogate = /\p{Surrogate}/u;

/** A name for people to read: 1 to 80 characters, no control or direction marks, no space at either end. */
export const DisplayName = text('DisplayName', {
  pattern: /^[^]{1,80}$/,
  expected: '1 to 80 characters without control marks and without a space at either end',
  also: (s) => s.trim() === s && !controls.test(s) && !loneSurrogate.test(s),
});
export type DisplayName = t.TypeOf<typeof DisplayName>;
