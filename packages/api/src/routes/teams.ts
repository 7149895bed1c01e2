import { AccountId, closed, DisplayName, Handle, Role } from '@recount/domain/vocabulary';
import type * as t from 'io-ts';
import { plain, route } from '../route.js';

/** A team to create; its handle is public. */
export const NewTeam = closed('NewTeam', { name: DisplayName, handle: Handle });
export type NewTeam = t.TypeOf<typeof NewTeam>;

/** A team that was created, and what its creator is in it. */
export const CreatedTeam = closed('CreatedTeam', {
  accountId: AccountId,
  name: DisplayName,
  handle: Handle,
  role: Role,
});
export type CreatedTeam = t.TypeOf<typeof CreatedTeam>;

/** The routes about teams. */
export const teamRoutes = {
  createTeam: route(
    {
      name: 'createTeam',
      method: 'POST',
      path: '/v1/teams',
      area: 'teams',
      status: 201,
      summary: 'Creates a team, whose first admin is whoever asks',
      problems: ['HandleIsTakenOnce', 'PeopleManagePeople'],
    },
    { ...plain, body: NewTeam, answer: CreatedTeam },
  ),
};
