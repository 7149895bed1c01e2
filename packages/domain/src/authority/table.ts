import type { Role } from '../vocabulary/index.js';

/** What may be done to or under an account. */
export type Action =
  | 'platform:use'
  | 'account:read'
  | 'account:rename'
  | 'account:archive'
  | 'account:restore'
  | 'members:read'
  | 'members:invite'
  | 'members:change'
  | 'members:remove'
  | 'keys:read'
  | 'keys:issue'
  | 'keys:rotate'
  | 'keys:rename'
  | 'keys:revoke'
  | 'apps:read'
  | 'apps:deploy'
  | 'apps:run'
  | 'secrets:list'
  | 'secrets:set'
  | 'billing:read'
  | 'billing:manage'
  | 'history:read';

/** Who may do it: members by role, an organization's admin in its teams, keys by scope. */
export type Permission = {
  readonly roles: ReadonlyArray<Role>;
  readonly organizationAdmin: boolean;
  readonly keyApi: boolean;
  readonly keyAdmin: boolean | 'lesser keys only';
};

const every: ReadonlyArray<Role> = ['admin', 'developer', 'billing', 'auditor'];
const admin: ReadonlyArray<Role> = ['admin'];
const builders: ReadonlyArray<Role> = ['admin', 'developer'];

const row = (
  roles: ReadonlyArray<Role>,
  organizationAdmin: boolean,
  keys: readonly [keyApi: boolean, keyAdmin: Permission['keyAdmin']],
): Permission => ({ roles, organizationAdmin, keyApi: keys[0], keyAdmin: keys[1] });

/** The permission table. The owner of a personal account holds every right in it. */
export const permissions: Readonly<Record<Action, Permission>> = {
  'platform:use': row(builders, false, [true, true]),
  'account:read': row(every, true, [true, true]),
  'account:rename': row(admin, false, [false, false]),
  'account:archive': row(admin, true, [false, false]),
  'account:restore': row(admin, true, [false, false]),
  'members:read': row(every, true, [false, true]),
  'members:invite': row(admin, true, [false, false]),
  'members:change': row(admin, true, [false, false]),
  'members:remove': row(admin, true, [false, false]),
  'keys:read': row(every, true, [false, true]),
  'keys:issue': row(admin, false, [false, 'lesser keys only']),
  'keys:rotate': row(admin, false, [false, 'lesser keys only']),
  'keys:rename': row(admin, false, [false, 'lesser keys only']),
  'keys:revoke': row(admin, true, [false, 'lesser keys only']),
  'apps:read': row(['admin', 'developer', 'auditor'], true, [true, true]),
  'apps:deploy': row(builders, false, [false, true]),
  'apps:run': row(builders, false, [false, true]),
  'secrets:list': row(['admin', 'developer', 'auditor'], false, [false, true]),
  'secrets:set': row(builders, false, [false, true]),
  'billing:read': row(['admin', 'billing', 'auditor'], true, [false, true]),
  'billing:manage': row(['admin', 'billing'], false, [false, false]),
  'history:read': row(['admin', 'auditor'], true, [false, true]),
};
