export { ChangeRole, LeaveAccount, RemoveMember } from './commands.js';
export { changeRole, leaveAccount, type MembersRefusal, removeMember } from './decide.js';
export { type MemberUnknown, type TeamKeepsAnAdmin, teamKeepsAnAdmin } from './rules.js';
