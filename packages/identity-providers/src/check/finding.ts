/** What a look at a configured provider has shown, in words for whoever sets it up; none of them is secret. */
export type Finding = { readonly found: 'right' | 'wrong' | 'unknown'; readonly says: string };

/** Tries a configured provider, from which people come back to `redirectUri`, and says all that it finds. */
export type Check = (redirectUri: string) => Promise<ReadonlyArray<Finding>>;

/** Something is as it should be. */
export const right = (says: string): Finding => ({ found: 'right', says });

/** Something keeps people from signing in. */
export const wrong = (says: string): Finding => ({ found: 'wrong', says });

/** Something that cannot be found out from here. */
export const unknown = (says: string): Finding => ({ found: 'unknown', says });
