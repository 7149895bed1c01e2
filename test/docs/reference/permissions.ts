import { actions, type Permission, permissions } from '@recount/domain/authority';
import { Role } from '@recount/domain/vocabulary';
import { code, type Page, pageOf, tableOf } from './markdown.js';

const roles = Object.keys(Role.keys) as ReadonlyArray<string> as ReadonlyArray<Role>;

const mark = (allowed: Permission['keyAdmin']): string => {
  if (typeof allowed === 'string') return allowed;
  return allowed ? 'yes' : '';
};

const row = (action: (typeof actions)[number]): ReadonlyArray<string> => {
  const permission = permissions[action];
  return [
    code(action),
    ...roles.map((role) => mark(permission.roles.includes(role))),
    mark(permission.keyApi),
    mark(permission.keyAdmin),
  ];
};

/** The page of who may do what. */
export const permissionsPage = (): Page =>
  pageOf(
    'permissions',
    {
      title: 'Permissions',
      about: [
        'Who may do what under an account. Members by their role, keys by their scope; the owner of a personal account',
        'may do everything in it. Anybody signed in may create a team. An empty cell means no.',
        'The table is the one that the code decides by: `packages/domain/src/authority/table.ts`.',
      ].join('\n'),
    },
    [
      tableOf(['action', ...roles, 'key `API`', 'key `ADMIN`'], actions.map(row)),
      [
        '*Lesser keys only* means keys of scope `API`: a key never makes or changes an `ADMIN` key.',
        'A key never invites, promotes or removes a person, whatever its scope.',
      ].join('\n'),
    ],
  );
