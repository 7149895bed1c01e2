export { CreateTeam } from './commands.js';
export { createTeam, type CreateTeamRefusal } from './decide.js';
