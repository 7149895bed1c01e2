import type { Instant, Role, Scope } from '../vocabulary/index.js';
import { type Action, permissions } from './table.js';

/** What an actor is to an account. */
export type Standing =
  | { readonly as: 'stranger' }
  | { readonly as: 'owner' }
  | { readonly as: 'member'; readonly role: Role }
  | { readonly as: 'key'; readonly scope: Scope; readonly expires?: Instant };

/** Whether somebody of this standing may do this, by the permission table. */
export const mayI = (standing: Standing, action: Action): boolean => {
  const permission = permissions[action];
  switch (standing.as) {
    case 'stranger':
      return false;
    case 'owner':
      return true;
    case 'member':
      return permission.roles.includes(standing.role);
    case 'key':
      return standing.scope === 'ADMIN' ? permission.keyAdmin !== false : permission.keyApi;
  }
};

/** Every action in the table. */
export const actions = Object.keys(permissions) as ReadonlyArray<string> as ReadonlyArray<Action>;

/** What somebody of this standing may do, in the table's order. */
export const allowedActions = (standing: Standing): ReadonlyArray<Action> =>
  actions.filter((action) => mayI(standing, action));

/** Whether one standing holds every right that a role would give. */
export const holdsAllOf = (standing: Standing, role: Role): boolean =>
  actions.every((action) => !mayI({ as: 'member', role }, action) || mayI(standing, action));
