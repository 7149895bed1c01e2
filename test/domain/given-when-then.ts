import {
  catalogue,
  type Command,
  type CommandOf,
  type CommandType,
  type Decide,
  type Decision,
  type Fact,
  type Refusal,
  type States,
} from '@recount/domain';
import {
  type Event,
  folds,
  registry,
  type StateOf,
  type Stream,
  type StreamKind,
  type StreamName,
} from '@recount/domain/facts';
import type { SubjectId } from '@recount/domain/vocabulary';
import type * as t from 'io-ts';
import { expect } from 'vitest';

const idFields: Readonly<Record<Exclude<StreamKind, 'log'>, string>> = {
  identity: 'identityId',
  login: 'login',
  mailbox: 'mailbox',
  handle: 'handle',
  session: 'sessionId',
  account: 'accountId',
  invitation: 'invitationId',
  key: 'keyId',
};

/** The stream that an event stands in: its kind, and the id that the event is about. */
export const streamOf = (event: Event): Stream => {
  const { kind } = registry[event.type];
  if (kind === 'log') return { kind, name: 'log' };
  const fields: Readonly<Record<string, unknown>> = event;
  return { kind, name: `${kind}-${String(fields[idFields[kind]])}` };
};

/** The fact that an event stands in its stream. */
export const factOf = (event: Event): Fact => ({ stream: streamOf(event), event });

/** A fact of which a part is sealed for somebody. */
export const sealed = (event: Event, subject: SubjectId, fields: object): Fact => ({
  ...factOf(event),
  personal: { subject, fields: { ...fields } },
});

/** Folds a stream's events. */
export const foldOf = <K extends StreamKind>(kind: K, events: ReadonlyArray<Event>): StateOf[K] =>
  events.reduce<StateOf[K]>((state, event) => folds[kind].evolve(state, event as never), folds[kind].initial);

/** The states that events lead to, and which streams were looked at. */
export const statesAfter = (
  events: ReadonlyArray<Event>,
): { states: States; read: ReadonlySet<StreamName> } => {
  const read = new Set<StreamName>();
  const states: States = ({ kind, name }) => {
    read.add(name);
    return foldOf(
      kind,
      events.filter((event) => streamOf(event).name === name),
    );
  };
  return { states, read };
};

type Entries = {
  readonly [T in CommandType]: {
    readonly codec: t.Type<CommandOf<T>>;
    readonly decide: Decide<CommandOf<T>, Refusal>;
  };
};

const entries: Entries = catalogue;

const decided = <T extends CommandType>(type: T, command: CommandOf<T>, states: States): Decision<Refusal> =>
  entries[type].decide(command)(states);

/** What a command comes to in these states. */
export const decide = (command: Command, states: States): Decision<Refusal> =>
  decided(command.type, command, states);

const isFact = (told: Event | Fact): told is Fact => 'stream' in told;

const whenAsked = (events: ReadonlyArray<Event>, command: Command) => {
  expect(catalogue[command.type].codec.is(command), `${command.type} is well-formed`).toBe(true);
  const { states, read } = statesAfter(events);
  const decision = decide(command, states);
  return {
    /** Exactly these facts are written, in this order. */
    gives: (...expected: ReadonlyArray<Event | Fact>) => {
      const facts = expected.map((told) => (isFact(told) ? told : factOf(told)));
      expect(decision).toEqual({ _tag: 'Right', right: facts });
    },
    /** It is already so: nothing is written. */
    isAlreadySo: () => expect(decision).toEqual({ _tag: 'Right', right: [] }),
    /** It is refused for this reason, and with these facts if any are told. */
    refused: (type: Refusal['type'], facts: object = {}) =>
      expect(decision).toMatchObject({ _tag: 'Left', left: { type, ...facts } }),
    /** What was decided. */
    decision,
    /** The streams that were looked at. */
    read,
  };
};

/** Given what happened, when a command is asked for, then these facts are written, or it is refused. */
export const given = (...events: ReadonlyArray<Event | ReadonlyArray<Event>>) => {
  const history = events.flat();
  return { when: (command: Command) => whenAsked(history, command) };
};
