import { chainFirstW, map } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type CredentialIsOver, joins, type PeopleManagePeople, personAsking } from '../authority/index.js';
import type { Decide, Fact } from '../decision.js';
import { type HandleIsTakenOnce, handleIsTakenOnce } from '../facts/handle/index.js';
import { accountStream, handleStream, type IdsAreFresh, idsAreFresh } from '../facts/index.js';
import type { IdentityId } from '../vocabulary/index.js';
import type { CreateTeam } from './commands.js';

/** Why a team is not created. */
export type CreateTeamRefusal = CredentialIsOver | PeopleManagePeople | HandleIsTakenOnce | IdsAreFresh;

const created = ({ accountId, name, handle }: CreateTeam, identityId: IdentityId): ReadonlyArray<Fact> => [
  { stream: handleStream(handle), event: { type: 'HandleClaimed', handle, accountId } },
  { stream: accountStream(accountId), event: { type: 'TeamCreated', accountId, identityId, name, handle } },
  ...joins({ accountId, identityId }, 'admin', { by: 'creation' }),
];

/** Creating a team claims its handle and makes its creator an admin, in one commit. */
export const createTeam: Decide<CreateTeam, CreateTeamRefusal> = (command) => (states) =>
  pipe(
    personAsking(command, 'team:create')(states),
    chainFirstW(() => idsAreFresh(states(accountStream(command.accountId)))),
    chainFirstW(() => handleIsTakenOnce(states(handleStream(command.handle)), command)),
    map(({ identity }) => created(command, identity.identityId)),
  );
