/** What came of asking: what was asked for, or the name of the reason against it. */
export type Told<A> = { readonly done: A } | { readonly refused: string };

/** Somebody who is signed in, by what they carry. */
export type Traveller = { readonly token: string; readonly identityId: string; readonly personal: string };

/** What a traveller sees of themselves. */
export type Seen = {
  readonly accounts: ReadonlyArray<{
    readonly accountId: string;
    readonly kind: string;
    readonly role?: string;
  }>;
  readonly active?: string;
  readonly lost?: string;
};

/** Whom an invitation is for. */
export type Invitee = { readonly email: string } | { readonly uses: number };

/** The world that somebody signs in to: that of the social providers, or that of one organization. */
export type World = 'social' | 'sso';

/** All that a journey does, in its own words: once for each way to the house. */
export type Driver = {
  readonly signIn: (person: string, world?: World) => Promise<Traveller>;
  readonly see: (who: Traveller) => Promise<Told<Seen>>;
  readonly createTeam: (who: Traveller, handle: string) => Promise<Told<string>>;
  readonly invite: (
    who: Traveller,
    team: string,
    invitation: { readonly to: Invitee; readonly role: string },
  ) => Promise<Told<string>>;
  readonly accept: (who: Traveller, secret: string) => Promise<Told<true>>;
  readonly switchTo: (who: Traveller, account: string) => Promise<Told<true>>;
  readonly issueKey: (
    who: Traveller,
    account: string,
  ) => Promise<Told<{ readonly keyId: string; readonly secret: string }>>;
  readonly revokeKey: (who: Traveller, account: string, keyId: string) => Promise<Told<true>>;
  readonly verify: (secret: string) => Promise<{ readonly accountId: string } | { readonly reason: string }>;
  readonly members: (who: Traveller, team: string) => Promise<Told<Readonly<Record<string, string>>>>;
  readonly remove: (who: Traveller, team: string, identityId: string) => Promise<Told<true>>;
  readonly changeState: (who: Traveller, team: string, to: 'archive' | 'restore') => Promise<Told<true>>;
  readonly rename: (who: Traveller, account: string, name: string) => Promise<Told<true>>;
  readonly historyOf: (who: Traveller, account: string) => Promise<Told<ReadonlyArray<string>>>;
  readonly leave: () => Promise<void>;
};

/** What was asked for; a refusal fails the journey. */
export const done = <A>(told: Told<A>): A => {
  if ('refused' in told) throw new Error(`refused: ${told.refused}`);
  return told.done;
};
