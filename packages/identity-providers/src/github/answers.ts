import * as t from 'io-ts';

// Numbers beyond these would be rounded, and two people could become one.
const UserId = t.refinement(t.number, (id) => Number.isSafeInteger(id) && id > 0, 'UserId');

/** A user as GitHub's API shows them: the number is theirs for ever, the login may become another's. */
export const User = t.intersection([t.type({ id: UserId, login: t.string }), t.partial({ name: t.unknown })]);
export type User = Readonly<t.TypeOf<typeof User>>;

/** A user's addresses; what they are worth is another question. */
export const Emails = t.readonlyArray(
  t.partial({ email: t.unknown, primary: t.unknown, verified: t.unknown }),
);
export type Emails = t.TypeOf<typeof Emails>;
