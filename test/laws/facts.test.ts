import { isDeepStrictEqual } from 'node:util';
import type { Fact } from '@recount/domain';
import { type Event, registry, subjectsMadeBy, subjectsOf } from '@recount/domain/facts';
import type * as t from 'io-ts';
import { expect, test } from 'vitest';
import { streamOf } from '../domain/given-when-then.js';
import { fewer, inEveryWorld, patience } from './histories.js';

const everyFact = (look: (fact: Fact) => void): void =>
  inEveryWorld(({ facts }) => facts.forEach(look), fewer);

const decode = ({ type }: Event, text: string): unknown => {
  const codec: t.Decoder<unknown, Event> = registry[type].codec;
  return codec.decode(JSON.parse(text));
};

test('events round-trip through their codecs', patience, () => {
  everyFact(({ event }) => {
    const decoded = decode(event, JSON.stringify(event));
    if (!isDeepStrictEqual(decoded, { _tag: 'Right', right: event }))
      expect(decoded).toEqual({ right: event });
  });
});

test('a fact stands in the stream of its kind that has the name of what it is about', patience, () => {
  everyFact(({ stream, event }) => {
    if (!isDeepStrictEqual(stream, streamOf(event))) expect(stream).toEqual(streamOf(event));
  });
});

test('an event names each of its subjects once', patience, () => {
  everyFact(({ event }) => {
    const subjects = subjectsOf(event);
    if (new Set(subjects).size !== subjects.length) expect(subjects).toEqual([...new Set(subjects)]);
  });
});

test('what is sealed is sealed for a subject of the event, who was made by then', patience, () => {
  inEveryWorld(({ facts }) => {
    const made = new Set<string>();
    for (const { event, personal } of facts) {
      for (const subject of subjectsMadeBy(event)) made.add(subject);
      if (personal === undefined) continue;
      expect(subjectsOf(event)).toContain(personal.subject);
      expect(made.has(personal.subject)).toBe(true);
    }
  }, fewer);
});

test('what is sealed stands in no event', patience, () => {
  everyFact(({ event, personal }) => {
    const told = JSON.stringify(event);
    const leaked = Object.values(personal?.fields ?? {}).filter((field) => told.includes(String(field)));
    if (leaked.length > 0) expect([event, leaked]).toEqual([event, []]);
  });
});

test('a subject is made once', patience, () => {
  inEveryWorld(({ facts }) => {
    const made = facts.flatMap(({ event }) => subjectsMadeBy(event));
    expect(new Set(made).size).toBe(made.length);
  }, fewer);
});
