import { createHash } from 'node:crypto';
import type { Person } from '../people.js';

/** An address as GitHub's API lists it. */
export type Listed = {
  readonly email: string;
  readonly primary: boolean;
  readonly verified: boolean;
  readonly visibility: 'public' | null;
};

/** Somebody as GitHub knows them. */
export type Account = {
  readonly user: { readonly id: number; readonly login: string; readonly name: string };
  readonly emails: ReadonlyArray<Listed>;
};

// The same person has the same number each time, wherever they stand in the list.
const numberOf = (subject: string): number =>
  createHash('sha256').update(subject).digest().readUInt32BE() + 1;

/** What GitHub says of a person; whoever shows no address has one that GitHub made up for them. */
export const accountOf = ({ subject, name, email, emailVerified }: Person): Account => {
  const id = numberOf(subject);
  const madeUp = `${id}+${subject}@users.noreply.github.test`;
  const shown = email ?? madeUp;
  const verified = email === undefined || emailVerified === true;
  return {
    user: { id, login: subject, name },
    emails: [{ email: shown, primary: true, verified, visibility: null }],
  };
};
