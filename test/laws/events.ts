import {
  type Event,
  type EventType,
  type Meta,
  type Recorded,
  registry,
  subjectsOf,
} from '@recount/domain/facts';
import { Actor, Instant } from '@recount/domain/vocabulary';
import fc from 'fast-check';
import { streamNameOf } from '../projections/given.js';
import { valueOf, world } from './values.js';

type Fields = Readonly<Record<string, unknown>>;

// What a thing belongs to never changes: an invitation and a key to one account, a session to one person.
const belongings: Readonly<Record<string, readonly [thing: string, owner: string, owners: string]>> = {
  invitation: ['invitationId', 'accountId', 'AccountId'],
  key: ['keyId', 'accountId', 'AccountId'],
  session: ['sessionId', 'identityId', 'IdentityId'],
};

const isFields = (u: unknown): u is Fields => typeof u === 'object' && u !== null;

const inOneWorld = (kind: string, raw: unknown): unknown => {
  const belonging = belongings[kind];
  if (belonging === undefined || !isFields(raw)) return raw;
  const [thing, owner, owners] = belonging;
  const index = Number(String(raw[thing]).slice(-1));
  return { ...raw, [owner]: world[owners]?.[index] };
};

/** Events of one type, any of them, in a world where things do not change hands. */
export const eventOf = <T extends EventType>(type: T): fc.Arbitrary<Event> => {
  const { codec, kind } = registry[type];
  return valueOf(codec)
    .map((raw) => inOneWorld(kind, raw))
    .filter((event): event is Event => codec.is(event));
};

const isEventType = (name: string): name is EventType => Object.hasOwn(registry, name);

/** The types of everything that can happen. */
export const eventTypes: ReadonlyArray<EventType> = Object.keys(registry).filter(isEventType);

/** Everything that can happen. */
export const anEvent: fc.Arbitrary<Event> = fc.oneof(...eventTypes.map(eventOf));

const meta: fc.Arbitrary<Meta> = fc
  .record({ actor: valueOf(Actor), correlation: fc.uuid(), at: valueOf(Instant) }, { noNullPrototype: true })
  .filter((u): u is Meta => Actor.is(u.actor) && Instant.is(u.at));

const sealable = [...(world['IdentityId'] ?? []), ...(world['InvitationId'] ?? [])];

const happening = fc.record({
  event: anEvent,
  meta,
  id: fc.uuid(),
  commit: fc.uuid(),
  later: fc.nat(1000),
  sealed: fc.dictionary(fc.constantFrom(...sealable), fc.base64String({ minLength: 4 }), {
    noNullPrototype: true,
  }),
});

/** A log as a store holds it: positions without gaps, each stream's revisions too, and time that never runs backwards. */
export const aHistory: fc.Arbitrary<ReadonlyArray<Recorded>> = fc
  .array(happening, { maxLength: 60 })
  .map((happenings) => {
    const revisions = new Map<string, number>();
    let recordedAt = 1_700_000_000_000;
    return happenings.map(({ later, event, ...told }, index): Recorded => {
      const stream = streamNameOf(event);
      const revision = (revisions.get(stream) ?? -1) + 1;
      revisions.set(stream, revision);
      recordedAt += later;
      return {
        ...told,
        position: index + 1,
        recordedAt,
        stream,
        revision,
        event,
        subjects: subjectsOf(event),
      };
    });
  });
