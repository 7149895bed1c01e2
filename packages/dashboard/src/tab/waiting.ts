/** Something that waits, across sign-ins and reloads, for this tab's person. */
export type Waiting = {
  readonly keep: (text: string) => void;
  readonly read: () => string | undefined;
  readonly forget: () => void;
};

const waitingAs = (name: string): Waiting => ({
  keep: (text) => sessionStorage.setItem(name, text),
  read: () => sessionStorage.getItem(name) ?? undefined,
  forget: () => sessionStorage.removeItem(name),
});

/** An invitation that waits, across a sign-in, for this tab's answer. */
export const waitingInvitation = waitingAs('recount-invitation');

/** The proof of another identity's login, which waits for the wish to merge. */
export const waitingMerge = waitingAs('recount-merge');

/** Where somebody wanted to go who is first told what was joined. */
export const waitingGoal = waitingAs('recount-goal');
