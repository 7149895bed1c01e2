import type * as t from 'io-ts';
import { command } from '../command.js';
import { AccountId, DisplayName, Handle } from '../vocabulary/index.js';

/** Creates a team, whose first admin is whoever asks. */
export const CreateTeam = command('CreateTeam', { accountId: AccountId, name: DisplayName, handle: Handle });
export type CreateTeam = t.TypeOf<typeof CreateTeam>;
