import type { Command, Decision, Fact, Refusal, States } from '@recount/domain';
import {
  type Event,
  folds,
  type StateOf,
  type Stream,
  type StreamKind,
  type StreamName,
} from '@recount/domain/facts';
import type { Instant } from '@recount/domain/vocabulary';
import { decide, factOf } from '../domain/given-when-then.js';
import { firstKey, now } from '../domain/people.js';

/** One command that was asked for, what it came to, and which streams were looked at. */
export type Asked = {
  readonly command: Command;
  readonly decision: Decision<Refusal>;
  readonly read: ReadonlySet<StreamName>;
};

type Standing = { readonly [K in StreamKind]: Map<StreamName, StateOf[K]> };

const nothing = (): Standing => ({
  log: new Map(),
  identity: new Map(),
  login: new Map(),
  mailbox: new Map(),
  handle: new Map(),
  session: new Map(),
  account: new Map(),
  invitation: new Map(),
  key: new Map(),
});

const evolved = <K extends StreamKind>(standing: Standing, kind: K, fact: Fact): void => {
  const { initial, evolve } = folds[kind];
  const { name } = fact.stream;
  standing[kind].set(name, evolve(standing[kind].get(name) ?? initial, fact.event as never));
};

/** A log and its folds in memory: ask decides on them and appends what was decided. */
export type SmallWorld = ReturnType<typeof smallWorld>;

/** A world in which nothing has happened but that its log was opened. */
export const smallWorld = () => {
  const standing = nothing();
  const facts: Fact[] = [];
  const asked: Asked[] = [];
  let clock: Instant = now;

  const append = (...more: ReadonlyArray<Fact>): void => {
    for (const fact of more) {
      facts.push(fact);
      evolved(standing, fact.stream.kind, fact);
    }
  };

  const stateOf = <K extends StreamKind>({ kind, name }: Stream<K>): StateOf[K] =>
    standing[kind].get(name) ?? folds[kind].initial;

  const wouldBe = (command: Command): Asked => {
    const read = new Set<StreamName>();
    const states: States = (stream) => {
      read.add(stream.name);
      return stateOf(stream);
    };
    return { command, decision: decide(command, states), read };
  };

  const ask = (command: Command): Asked => {
    const answer = wouldBe(command);
    asked.push(answer);
    if (answer.decision._tag === 'Right') append(...answer.decision.right);
    return answer;
  };

  append(factOf({ type: 'LogOpened', logId: 'log-of-laws', format: 1, playground: false }));
  append(factOf({ type: 'ClaimKeyAdded', kid: firstKey }));

  return {
    facts,
    asked,
    standing,
    stateOf,
    ask,
    wouldBe,
    /** Something that no command does yet. */
    happens: (event: Event) => append(factOf(event)),
    now: () => clock,
    wait: (milliseconds: number) => {
      clock += milliseconds;
    },
  };
};
