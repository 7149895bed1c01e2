import type { HappeningShown } from '@recount/api';
import { element, named } from '../../dom/element.js';
import { minute } from '../../dom/moments.js';
import type { Names } from './names.js';
import { sentences, toldBy } from './sentence-table.js';

/** What was done in one commit, by one actor, at one moment. */
export type Deed = readonly [HappeningShown, ...ReadonlyArray<HappeningShown>];

/** Happenings by the commit that they came in, in the order given. */
export const deedsIn = (happenings: ReadonlyArray<HappeningShown>): ReadonlyArray<Deed> => {
  const deeds = new Map<string, Deed>();
  for (const one of happenings) {
    const deed = deeds.get(one.commit);
    deeds.set(one.commit, deed === undefined ? [one] : [...deed, one]);
  }
  return [...deeds.values()];
};

const whoIn = (deed: Deed, names: Names): string => {
  const { actor } = deed[0];
  if (actor.type === 'session') return names.of(actor.identityId);
  if (actor.type === 'key') return names.of(actor.keyId);
  if (actor.type === 'system') return 'Recount itself';
  const identity = deed.map(({ details }) => details['identityId']).find((id) => typeof id === 'string');
  return typeof identity === 'string' ? names.of(identity) : 'Somebody';
};

const credentialIn = ({ actor }: HappeningShown, names: Names): string => {
  switch (actor.type) {
    case 'session':
      return `in their session …${actor.sessionId.slice(-6)}`;
    case 'key':
      return `with ${names.of(actor.keyId)}`;
    case 'login':
      return 'by signing in';
    case 'system':
      return `by its own rule (${actor.name})`;
  }
};

const placeOf = (position: string): string => position.slice(position.lastIndexOf('-') + 1);

const rangeOf = (deed: Deed): string => {
  const [first, last] = [placeOf(deed[0].position), placeOf((deed.at(-1) ?? deed[0]).position)];
  return first === last ? `event ${first}` : `events ${first}–${last}`;
};

const sentenceOf = (one: HappeningShown, names: Names): string | undefined => {
  const known = Object.hasOwn(sentences, one.type) ? sentences[one.type] : undefined;
  return known === undefined ? one.type : known(toldBy(one, names));
};

const follows: ReadonlySet<string> = new Set([
  'HandleClaimed',
  'HandleReleased',
  'LoginLinked',
  'MemberJoined',
  'SessionsInvalidated',
]);

// What was meant comes first, what came of it after.
const saidOf = (deed: Deed, names: Names): ReadonlyArray<string> =>
  deed
    .toSorted((a, b) => Number(follows.has(a.type)) - Number(follows.has(b.type)))
    .map((one) => sentenceOf(one, names))
    .filter((said) => said !== undefined);

/** A deed as a line of the history: when, who, what, with which credential, and where it stands in the log. */
export const entry = (deed: Deed, names: Names): HTMLElement => {
  const [main = 'did something', ...also] = saidOf(deed, names);
  const who = whoIn(deed, names);
  const words = element(
    'div',
    {},
    element(
      'p',
      {},
      element('strong', {}, named(`${who.charAt(0).toUpperCase()}${who.slice(1)}`)),
      ` ${main}`,
    ),
    also.length === 0 ? undefined : element('p', { class: 'quiet' }, also.join(' · ')),
    element('small', {}, `${credentialIn(deed[0], names)} · ${rangeOf(deed)}`),
  );
  return element('li', {}, minute(deed[0].recordedAt), words);
};
