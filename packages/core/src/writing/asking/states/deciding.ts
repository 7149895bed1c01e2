import type { Decision, Refusal, States } from '@recount/domain';
import type { StateOf, Stream, StreamKind } from '@recount/domain/facts';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import type { Position, Unavailable, Unreadable } from '../../../ports/index.js';
import type { Loaded } from './kept-states.js';
import type { Certainty, StateCache } from './loading.js';

/** States for a decision, noting every stream that it looks at; what is not loaded is answered from the cache. */
const noting = (
  loaded: ReadonlyMap<string, Loaded>,
  cache: StateCache,
): { readonly states: States; readonly seen: ReadonlyMap<string, Stream> } => {
  const seen = new Map<string, Stream>();
  const states: States = <K extends StreamKind>(stream: Stream<K>) => {
    seen.set(stream.name, stream);
    // A stream's kind says what it folds to.
    return (loaded.get(stream.name) ?? cache.peek(stream)).state as StateOf[K];
  };
  return { states, seen };
};

/** A decision with all that it looked at; `sure` where that was so at one moment. */
export type Decided = {
  readonly decision: Decision<Refusal>;
  readonly reads: ReadonlyMap<string, Loaded>;
  readonly head: Position;
  readonly sure: boolean;
};

/** How sure to be, and what is foreseen to be looked at. */
export type How = { readonly certainty: Certainty; readonly foreseen?: Foreseen['seen'] };

/** A pure decision over states. */
export type Deciding = (states: States) => Decision<Refusal>;

/** What a decision would look at and write, judged by what is at hand and without reading anything. */
export type Foreseen = { readonly seen: ReadonlyMap<string, Stream>; readonly writes: ReadonlyArray<string> };

/** Foresees a decision: which streams to read for it, and in whose lanes to wait. */
export const foresee = (decide: Deciding, cache: StateCache): Foreseen => {
  const { verdict, seen } = noted({ judge: decide, writes: streamsWritten }, new Map(), cache);
  return { seen, writes: streamsWritten(verdict).map(({ name }) => name) };
};

/** Something to be judged on states, and the streams that the verdict would write to without looking. */
export type Judging<A> = {
  readonly judge: (states: States) => A;
  readonly writes: (verdict: A) => ReadonlyArray<Stream>;
};

/** A verdict with all that it looked at; `sure` where that was so at one moment. */
export type Judged<A> = {
  readonly verdict: A;
  readonly reads: ReadonlyMap<string, Loaded>;
  readonly head: Position;
  readonly sure: boolean;
};

/**
 * Judges on states. A judgement names the streams it reads by reading them: it is asked until it looks at nothing that
 * was not loaded. What it says then, to be sure, stands on one snapshot of all that it looked at; what is likely stands
 * on what this node knows, which only a commit of all that was read can prove.
 */
export const judged = async <A>(
  judging: Judging<A>,
  cache: StateCache,
  { certainty, foreseen }: How,
): Promise<Either<Unavailable | Unreadable, Judged<A>>> => {
  const wanted = new Map<string, Stream>(foreseen ?? noted(judging, new Map(), cache).seen);
  for (;;) {
    const loaded = await cache.load([...wanted.values()], certainty);
    if (isLeft(loaded)) return loaded;
    const { states, head, sure } = loaded.right;
    const { verdict, seen } = noted(judging, states, cache);
    const more = [...seen].filter(([name]) => !states.has(name));
    if (more.length === 0) return right({ verdict, head, sure, reads: onlySeen(states, seen) });
    for (const [name, stream] of more) wanted.set(name, stream);
  }
};

const streamsWritten = (decision: Decision<Refusal>): ReadonlyArray<Stream> =>
  isLeft(decision) ? [] : decision.right.map(({ stream }) => stream);

/** Decides, as sure as is wanted. */
export const decided = async (
  decide: Deciding,
  cache: StateCache,
  how: How,
): Promise<Either<Unavailable | Unreadable, Decided>> => {
  const found = await judged({ judge: decide, writes: streamsWritten }, cache, how);
  if (isLeft(found)) return found;
  const { verdict: decision, ...others } = found.right;
  return right({ decision, ...others });
};

// What is written to without looking is part of what must be known at its revision.
const noted = <A>({ judge, writes }: Judging<A>, loaded: ReadonlyMap<string, Loaded>, cache: StateCache) => {
  const { states, seen } = noting(loaded, cache);
  const verdict = judge(states);
  const written = writes(verdict).map((stream) => [stream.name, stream] as const);
  return { verdict, seen: new Map<string, Stream>([...seen, ...written]) };
};

const onlySeen = (
  states: ReadonlyMap<string, Loaded>,
  seen: ReadonlyMap<string, Stream>,
): ReadonlyMap<string, Loaded> => new Map([...states].filter(([name]) => seen.has(name)));
