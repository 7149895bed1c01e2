import type { Addressed, Letter } from '@recount/core/ports';
import { handle } from '../domain/people.js';

/** Somebody who is invited by mail. */
export const invitation = (said: Partial<Extract<Letter, { type: 'invitation' }>> = {}): Addressed => ({
  id: 'invitation/inv_1',
  to: 'eve@example.test',
  letter: {
    type: 'invitation',
    secret: 'ri_secret',
    team: { handle: handle('acme'), name: 'Acme' },
    role: 'developer',
    inviter: 'Ada Example',
    expires: 1_767_225_600_000,
    ...said,
  },
});
