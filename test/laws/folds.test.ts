import { isDeepStrictEqual } from 'node:util';
import { catalogue, type Command, type CommandType } from '@recount/domain';
import { type Event, folds, registry, type StreamKind } from '@recount/domain/facts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, foldOf, statesAfter } from '../domain/given-when-then.js';
import { anEvent, eventOf, eventTypes } from './events.js';
import { fewer, inEveryWorld, patience, tries } from './histories.js';
import { valueOf } from './values.js';

const isKind = (name: string): name is StreamKind => Object.hasOwn(folds, name);
const kinds = Object.keys(folds).filter(isKind);

const eventsOf = (kind: StreamKind): fc.Arbitrary<ReadonlyArray<Event>> =>
  fc.array(fc.oneof(...eventTypes.filter((type) => registry[type].kind === kind).map(eventOf)), {
    maxLength: 12,
  });

const inTwoParts = (kind: StreamKind, events: ReadonlyArray<Event>, cut: number): void => {
  const from = foldOf(kind, events.slice(0, cut));
  const kept = structuredClone(from);
  const whole = events
    .slice(cut)
    .reduce<unknown>((state, event) => folds[kind].evolve(state as never, event as never), from);
  if (!isDeepStrictEqual(whole, foldOf(kind, events))) expect(whole).toEqual(foldOf(kind, events));
  if (!isDeepStrictEqual(from, kept)) expect(from).toEqual(kept);
};

test.each(kinds)(
  'a fold of %s in two parts equals the fold, and changes no state it began with',
  patience,
  (kind) => {
    fc.assert(
      fc.property(eventsOf(kind), fc.nat(12), (events, cut) => inTwoParts(kind, events, cut)),
      tries,
    );
  },
);

test('a fold of what happened in two parts equals the fold', patience, () => {
  inEveryWorld(({ facts }) => {
    for (const { stream } of facts) {
      const events = facts.filter((fact) => fact.stream.name === stream.name).map(({ event }) => event);
      inTwoParts(stream.kind, events, facts.length % (events.length + 1));
    }
  }, fewer);
});

const isCommandType = (name: string): name is CommandType => Object.hasOwn(catalogue, name);
const isCommand = (u: unknown): u is Command =>
  typeof u === 'object' && u !== null && 'type' in u && typeof u.type === 'string' && isCommandType(u.type);

const anyCommand: fc.Arbitrary<Command> = fc
  .oneof(...Object.values(catalogue).map(({ codec }) => valueOf(codec)))
  .filter(isCommand);

test('a decision is made in any states, even those that no history leads to', patience, () => {
  fc.assert(
    fc.property(fc.array(anEvent, { maxLength: 30, size: 'max' }), anyCommand, (events, command) => {
      const { states } = statesAfter(events);
      const once = decide(command, states);
      expect(['Left', 'Right']).toContain(once._tag);
      if (!isDeepStrictEqual(decide(command, states), once)) expect(decide(command, states)).toEqual(once);
    }),
    { numRuns: tries.numRuns * 5 },
  );
});
