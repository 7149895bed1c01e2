const name = 'recount-invitation';

/** An invitation that waits, across a sign-in, for this tab's answer. */
export const waitingInvitation = {
  keep: (secret: string): void => sessionStorage.setItem(name, secret),
  read: (): string | undefined => sessionStorage.getItem(name) ?? undefined,
  forget: (): void => sessionStorage.removeItem(name),
};
