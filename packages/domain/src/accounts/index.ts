export { ArchiveAccount, ChangeHandle, RenameAccount, RestoreAccount } from './commands.js';
export { archiveAccount, changeHandle, renameAccount, restoreAccount } from './decide.js';
