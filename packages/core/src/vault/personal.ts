import type { Sealed } from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { none, type Option, some } from 'fp-ts/lib/Option.js';
import type { Entropy, Unavailable } from '../ports/index.js';
import { shut, unshut } from './boxes.js';
import type { SubjectKeys } from './subject-keys.js';

/** What is told of a person, readable. */
export type PersonalFields = Readonly<Record<string, unknown>>;

const place = (sealed: Omit<Sealed, 'cipher'>): string =>
  `recount/event/${sealed.event}/${sealed.type}/${sealed.subject}`;

// Only what `sealPersonal` wrote opens at all.
const readable = (bytes: Buffer): PersonalFields => JSON.parse(bytes.toString('utf8')) as PersonalFields;

/** Seals what is told of a subject, for one event; undefined when the subject was erased. */
export const sealPersonal = async (
  about: Omit<Sealed, 'cipher'>,
  fields: PersonalFields,
  { keys, entropy }: { readonly keys: SubjectKeys; readonly entropy: Entropy },
): Promise<Either<Unavailable, string | undefined>> => {
  const key = await keys.find(about.subject);
  if (isLeft(key)) return key;
  if (key.right === undefined) return right(undefined);
  return right(shut({ key: key.right, about: place(about) }, Buffer.from(JSON.stringify(fields)), entropy));
};

/** Opens what was sealed; none for somebody who was erased. */
export const openPersonal =
  (keys: SubjectKeys) =>
  async (sealed: Sealed): Promise<Either<Unavailable, Option<PersonalFields>>> => {
    const key = await keys.find(sealed.subject);
    if (isLeft(key)) return key;
    if (key.right === undefined) return right(none);
    const bytes = unshut({ key: key.right, about: place(sealed) }, sealed.cipher);
    return right(bytes._tag === 'Some' ? some(readable(bytes.value)) : none);
  };
