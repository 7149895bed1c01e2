import { describe, expect, it } from 'vitest';
import { onNode } from '../rig/node.js';
import { createTeam, issueKey, joins, proof, signIn } from '../rig/people.js';
import { type RawEvent, rawLog } from '../rig/raw-log.js';
import { whatIsWrong } from '../rig/true-of-log.js';

const story = (see: (log: ReadonlyArray<RawEvent>) => void) =>
  onNode(async ({ core, stores }) => {
    const ada = await signIn(core, proof('ada'));
    const ben = await signIn(core, proof('ben'));
    const accountId = await createTeam(core, ada, 'acme');
    await joins(core, ada, { member: ben, accountId, role: 'developer' });
    await issueKey(core, ada, { accountId });
    see(await rawLog(stores.log));
  });

/** The log with one event as somebody would have it. */
const but = (
  log: ReadonlyArray<RawEvent>,
  type: string,
  change: (event: RawEvent) => Partial<RawEvent['body']> | undefined,
): ReadonlyArray<RawEvent> => {
  const at = log.findLastIndex(({ body }) => body.type === type);
  const event = log[at]!;
  const body = change(event);
  return body === undefined
    ? log.filter((_, i) => i !== at)
    : log.map((one, i) => (i === at ? { ...one, body: { ...one.body, ...body } } : one));
};

describe('what is true after every run', () => {
  it(
    'is true after a short one',
    story((log) => expect(whatIsWrong(log)).toEqual([])),
  );

  it(
    'is not true of a log that somebody changed',
    story((log) => {
      const stranger = { identityId: 'idn_stranger', accountId: 'acc_other' };
      const changed = [
        but(log, 'MemberJoined', () => undefined),
        but(log, 'LoginLinked', () => undefined),
        but(log, 'KeyIssued', ({ body }) => ({ reads: { ...body.reads, 'account-x': 3 } })),
        but(log, 'KeyIssued', ({ body }) => ({ revision: body.revision + 1 })),
        but(log, 'KeyIssued', () => ({ meta: {} })),
        but(log, 'InvitationAccepted', () => ({ type: 'InvitationDeclined' })),
        but(log, 'SessionStarted', () => ({
          data: { ...stranger, assurance: { realm: { type: 'social' } } },
        })),
        but(log, 'PersonalAccountOpened', () => ({ data: stranger })),
        but(log, 'TeamCreated', () => ({ type: 'PersonalAccountOpened' })),
      ];
      for (const other of changed) expect(whatIsWrong(other)).not.toEqual([]);
      const twice = [...log, { ...log.find(({ body }) => body.type === 'HandleClaimed')! }];
      expect(whatIsWrong(twice)).not.toEqual([]);
    }),
  );
});
