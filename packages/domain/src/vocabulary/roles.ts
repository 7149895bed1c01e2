import * as t from 'io-ts';

/** What a member may do in a team. */
export const Role = t.keyof({ admin: null, developer: null, billing: null, auditor: null }, 'Role');
export type Role = t.TypeOf<typeof Role>;

/** The roles, the highest first. */
export const roleOrder: ReadonlyArray<Role> = ['admin', 'developer', 'billing', 'auditor'];

/** The kinds of account: one person's own, or a workspace shared by its members. */
export const AccountKind = t.keyof({ personal: null, team: null }, 'AccountKind');
export type AccountKind = t.TypeOf<typeof AccountKind>;

/** What a key may do: `API` calls models and one's own endpoints, `ADMIN` is all of that and manages the account. */
export const Scope = t.keyof({ API: null, ADMIN: null }, 'Scope');
export type Scope = t.TypeOf<typeof Scope>;
