import { randomUUID } from 'node:crypto';
import { type CommandOf, decisionOf, type States } from '@recount/domain';
import {
  type Event,
  type EventType,
  folds,
  keyStream,
  registry,
  type StreamKind,
} from '@recount/domain/facts';
import { evolveKey, KeyEvent, type KeyState, unknownKey } from '@recount/domain/facts/key';
import type { DisplayName, KeyId } from '@recount/domain/vocabulary';
import { groupCommit } from '@recount/core/log';
import { isLeft } from 'fp-ts/lib/Either.js';
import { type EmmettEvent, type EmmettStore, type InlineProjection, openEmmett } from '../stage/emmett.js';
import { issueKeys, memoryStores, must, openOn, type Person, signUp } from '../stage/engine.js';
import { peer } from '../stage/peers.js';

type Stored = {
  readonly stream: string;
  readonly type: EventType;
  readonly data: object;
  readonly meta: object;
};

/** What Emmett's side begins with: events as our engine wrote them, and the states of all streams but the keys'. */
type World = {
  readonly person: Person;
  readonly keys: ReadonlyArray<{ readonly keyId: KeyId; readonly issued: EmmettEvent }>;
  readonly states: ReadonlyMap<string, unknown>;
};

const decoded = ({ type, data }: Pick<EmmettEvent, 'data'> & { readonly type: EventType }): Event => {
  const event = registry[type].codec.decode({ ...data, type });
  if (isLeft(event)) throw new Error(`${type} does not have its fields`);
  return event.right;
};

const statesOf = (stored: ReadonlyArray<Stored>): ReadonlyMap<string, unknown> => {
  const states = new Map<string, unknown>();
  for (const one of stored) {
    const kind = one.stream.split('-', 1)[0] as StreamKind;
    const evolve = folds[kind].evolve as (state: unknown, event: Event) => unknown;
    states.set(one.stream, evolve(states.get(one.stream) ?? folds[kind].initial, decoded(one)));
  }
  return states;
};

const worldOf = async (count: number): Promise<World> => {
  const stores = memoryStores();
  const core = await openOn(stores);
  const person = await signUp(core, 'ada');
  await issueKeys(core, person, count);
  const { events } = await must(groupCommit(stores.log).readAll(0, Number.MAX_SAFE_INTEGER));
  await core.close();
  const stored = events.map(({ text }): Stored => JSON.parse(text));
  const keys = stored
    .filter(({ type }) => type === 'KeyIssued')
    .map(({ type, data, meta }) => ({
      keyId: (data as { readonly keyId: KeyId }).keyId,
      issued: { type, data, metadata: meta },
    }));
  return { person, keys, states: statesOf(stored.filter(({ stream }) => !stream.startsWith('key-'))) };
};

// Key events as they come back are decoded with the codec that the engine uses.
const evolve = (state: KeyState, { type, data }: EmmettEvent): KeyState => {
  const event = KeyEvent.decode({ ...data, type });
  if (isLeft(event)) throw new Error(`${type} does not have its fields`);
  return evolveKey(state, event.right);
};

type Handle = (
  store: EmmettStore,
  stream: string,
  decide: (state: KeyState) => ReadonlyArray<EmmettEvent>,
) => Promise<unknown>;

type Emmett = {
  readonly CommandHandler: (options: {
    readonly evolve: typeof evolve;
    readonly initialState: () => KeyState;
  }) => Handle;
};

type Projections = {
  readonly pongoSingleStreamProjection: (options: {
    readonly collectionName: string;
    readonly canHandle: ReadonlyArray<string>;
    readonly evolve: (document: KeyState | null, event: EmmettEvent) => KeyState;
  }) => unknown;
};

const rowsOfKeys = async (): Promise<InlineProjection> => {
  const { pongoSingleStreamProjection } = await peer<Projections>('@event-driven-io/emmett-postgresql');
  const projection = pongoSingleStreamProjection({
    collectionName: 'keys',
    canHandle: ['KeyIssued', 'KeyRenamed'],
    evolve: (document, event) => evolve(document ?? unknownKey, event),
  });
  return { type: 'inline', projection };
};

type Rename = Pick<CommandOf<'RenameKey'>, 'keyId' | 'name'>;

// The same decision; what else it looks at is at hand, which spares Emmett reading it.
const decideIn =
  ({ person, states }: World) =>
  (wish: Rename) =>
  (key: KeyState): ReadonlyArray<EmmettEvent> => {
    const own = keyStream(wish.keyId).name;
    const at = Date.now();
    const looked = ((stream) =>
      stream.name === own ? key : (states.get(stream.name) ?? folds[stream.kind].initial)) as States;
    const decision = decisionOf({ type: 'RenameKey', ...person, ...wish, at })(looked);
    if (isLeft(decision)) throw new Error(`refused: ${decision.left.type}`);
    const metadata = { actor: person.actor, correlation: randomUUID(), at };
    return decision.right.map(({ event: { type, ...data } }) => ({ type, data, metadata }));
  };

const seed = async (store: EmmettStore, keys: World['keys']): Promise<void> => {
  const append = ({ keyId, issued }: World['keys'][number]): Promise<unknown> =>
    store.appendToStream(keyStream(keyId).name, [issued], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
  // Alone, because it makes the projection's table.
  await append(keys[0]!);
  for (let at = 1; at < keys.length; at += 64) await Promise.all(keys.slice(at, at + 64).map(append));
};

/** Emmett's command handler over so many keys, ready to rename one after another. */
export const emmettHandler = async (
  url: string,
  wish: { readonly connections: number; readonly keys: number },
): Promise<{ readonly rename: () => Promise<unknown>; readonly close: () => Promise<void> }> => {
  const { CommandHandler } = await peer<Emmett>('@event-driven-io/emmett');
  const projections = [await rowsOfKeys()];
  const { store, close } = await openEmmett(url, { connections: wish.connections, projections });
  const world = await worldOf(wish.keys);
  await seed(store, world.keys);
  const handle = CommandHandler({ evolve, initialState: () => unknownKey });
  const decide = decideIn(world);
  let next = 0;
  const rename = (): Promise<unknown> => {
    const at = next++;
    const { keyId } = world.keys[at % world.keys.length]!;
    return handle(store, keyStream(keyId).name, decide({ keyId, name: `Renamed ${at}` as DisplayName }));
  };
  return { rename, close };
};
