import { randomUUID } from 'node:crypto';
import type { Commit } from '@recount/core/ports';

/** An event's body as it stands in a real log, and whose history it is part of. */
export type Sample = { readonly text: string; readonly subjects: ReadonlyArray<string> };

/** A key's first two events, as the engine wrote them. */
export type KeySample = { readonly issued: Sample; readonly renamed: Sample };

type Parsed = {
  readonly id: string;
  readonly commit: string;
  readonly subjects: ReadonlyArray<string>;
  readonly data: { readonly keyId: string; readonly hash?: string };
};

const parsed = ({ text }: Pick<Sample, 'text'>): Parsed => JSON.parse(text);

/** A sample of what stands in a log. */
export const sampleOf = (text: string): Sample => ({ text, subjects: parsed({ text }).subjects });

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

// Names grow with their number, as those that begin with the time do.
const base32 = (number: number): string => {
  let [rest, text] = [number, ''];
  for (let at = 0; at < 10; at++) {
    text = `${digits.charAt(rest % 32)}${text}`;
    rest = Math.floor(rest / 32);
  }
  return text;
};

/** The id of the key with this number. */
export const keyIdAt = (number: number): string => `key_01a0000000000000${base32(number)}`;

/** A commit's id; later ones are greater. */
export const commitIdAt = (number: number): string =>
  `01a00000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

const hashAt = (number: number): string => commitIdAt(number).replaceAll('-', '').padStart(64, '0');

type Place = { readonly number: number; readonly key: number; readonly revision: number };

/** Makes commits like a sample: of other keys, under other ids, at other revisions. */
const like = (sample: Sample): ((place: Place) => Commit) => {
  const { id, commit, data } = parsed(sample);
  return ({ number, key, revision }) => {
    const keyId = keyIdAt(key);
    const request = commitIdAt(number);
    const named = sample.text
      .replaceAll(data.keyId, keyId)
      .replaceAll(commit, request)
      .replace(id, randomUUID())
      .replace(/"revision":\d+/, `"revision":${revision}`);
    const text = data.hash === undefined ? named : named.replace(data.hash, hashAt(number));
    const subjects = sample.subjects.map((subject) => (subject === data.keyId ? keyId : subject));
    const expected = revision === 0 ? ('none' as const) : revision - 1;
    return {
      id: request,
      request,
      writes: [{ stream: `key-${keyId}`, expected, bodies: [{ text, subjects }] }],
    };
  };
};

const eventsOfKey = 4;

/** So many commits, one event each: keys are issued by turns under the accounts of the samples, and renamed thrice. */
export const keyHistories = (
  samples: ReadonlyArray<KeySample>,
): ((from: number, count: number) => ReadonlyArray<Commit>) => {
  const made = samples.map(({ issued, renamed }) => ({ issued: like(issued), renamed: like(renamed) }));
  const at = (number: number): Commit => {
    const [key, revision] = [Math.floor(number / eventsOfKey), number % eventsOfKey];
    const { issued, renamed } = made[key % made.length]!;
    return (revision === 0 ? issued : renamed)({ number, key, revision });
  };
  return (from, count) => Array.from({ length: count }, (_, i) => at(from + i));
};
