import type { SubjectId } from '../vocabulary/index.js';
import type { Event } from './registry.js';

const fields = [
  'accountId',
  'identityId',
  'inviterId',
  'issuerId',
  'barredFrom',
  'fromId',
  'into',
  'keyId',
  'sessionId',
  'invitationId',
] as const;

type Naming = { readonly type: string } & { readonly [F in (typeof fields)[number]]?: SubjectId };

/** The accounts, people, keys, sessions and invitations that an event is about, each once. Their histories hold it. */
export const subjectsOf = (event: Event): ReadonlyArray<SubjectId> => {
  const named: Naming = event;
  return [...new Set(fields.flatMap((field) => named[field] ?? []))];
};

/** The data subjects that an event brings into being: their keys are made with it, and by nothing else. */
export const subjectsMadeBy = (event: Event): ReadonlyArray<SubjectId> => {
  switch (event.type) {
    case 'IdentityRegistered':
      return [event.identityId];
    case 'MemberInvited':
      return [event.invitationId];
    default:
      return [];
  }
};
