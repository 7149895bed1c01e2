import type { ActiveAccount, PersonMe } from '@recount/api';
import type { Place } from './place.js';
import type { Answer, Ask, Problem, Request } from '../wire/ask.js';

/** What this tab shows: a person at work in one account. */
export type Tab = {
  readonly me: PersonMe;
  readonly account: ActiveAccount;
  /** Whether everybody in here is invented. */
  readonly playground: boolean;
  /** Asks under the tab's account, by name: another tab's choice changes nothing here. */
  readonly ask: Ask;
  /** Asks under another account of the person's, which is named. */
  readonly askIn: (accountId: string) => Ask;
  /** Whether the person may do something in the account. */
  readonly may: (action: string) => boolean;
  readonly go: (place: Place) => void;
};

/** What a tab does when it cannot go on as it is. */
export type Turns = {
  readonly go: (place: Place) => void;
  /** Nobody is signed in any more. */
  readonly signedOut: () => void;
  /** The account cannot be worked in any more. */
  readonly lost: (problem: Problem) => void;
};

const nobody: ReadonlySet<string> = new Set(['CredentialMissing', 'CredentialRefused', 'CredentialIsOver']);

const lost: ReadonlySet<string> = new Set(['ContextLost', 'ContextChanged', 'AccountUnknown']);

/** Takes the turn that a problem calls for, if it is not the asker's own to tell. */
export const turnAt = (problem: Problem, turns: Turns): void => {
  if (nobody.has(problem.code)) turns.signedOut();
  if (lost.has(problem.code)) turns.lost(problem);
};

/** A tab for a person at work in their active account. */
export const tabFor = (
  me: PersonMe,
  account: ActiveAccount,
  means: { readonly ask: Ask; readonly turns: Turns; readonly playground: boolean },
): Tab => ({
  me,
  account,
  playground: means.playground,
  ask: async <A>(request: Request): Promise<Answer<A>> => {
    const answer = await means.ask<A>({ ...request, account: account.accountId });
    if (answer.type === 'problem') turnAt(answer.problem, means.turns);
    return answer;
  },
  askIn: (accountId) => (request) => means.ask({ ...request, account: accountId }),
  may: (action) => account.actions.includes(action),
  go: means.turns.go,
});

/** A path under the tab's account. */
export const under = ({ account }: Tab, path: string): string => `/v1/accounts/${account.accountId}${path}`;
