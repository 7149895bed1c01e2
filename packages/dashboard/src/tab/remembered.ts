const name = 'recount-account';

/** The account that this tab showed last, for as long as the same person is at it. */
export const rememberedAccount = {
  read: (): string | undefined => sessionStorage.getItem(name) ?? undefined,
  keep: (accountId: string): void => sessionStorage.setItem(name, accountId),
  forget: (): void => sessionStorage.removeItem(name),
};
