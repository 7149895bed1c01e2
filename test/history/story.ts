import { type Core, openCore } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import type { VaultRecord } from '@recount/core/ports';
import { day } from '@recount/domain/vocabulary';
import { identities } from '@recount/projections';
import { memoryLog, memoryVault, memoryViews } from '@recount/store-memory';
import { isSome } from 'fp-ts/lib/Option.js';
import { answered } from '../contracts/answers.js';
import { newYear, setClock } from '../contracts/clock.js';
import { putClaimKey, writeByHand } from '../core/rig/by-hand.js';
import { countedEntropy } from '../core/rig/entropy.js';
import { createTeam, issueKey, joins, proof, signIn, type Somebody, told } from '../core/rig/people.js';
import { type RawEvent, rawLog } from '../core/rig/raw-log.js';
import { recordedVault } from '../core/rig/recording.js';
import { called, google, handle } from '../domain/people.js';
import { ssoRealm } from '../journeys/people.js';

/** The secret that the frozen vaults open under. */
export const frozenSecret = 'a secret that was frozen with them '.repeat(2);

/** A log and a vault as they were written once, and what was told of them then. */
export type Frozen = {
  readonly events: ReadonlyArray<Pick<RawEvent, 'position' | 'recordedAt' | 'text'>>;
  readonly vault: ReadonlyArray<VaultRecord>;
  readonly told: {
    readonly adaIs: string;
    readonly team: string;
    readonly key: string;
    readonly session: string;
    readonly revokedKey: string;
  };
};

const atGoogle = (name: string) => proof(name, { provider: 'google', issuer: google, subject: `g-${name}` });

const membersComeAndGo = async (core: Core, ada: Somebody, accountId: Somebody['context']): Promise<void> => {
  const [ben, cleo] = [await signIn(core, proof('ben')), await signIn(core, proof('cleo'))];
  await joins(core, ada, { member: ben, accountId, role: 'developer' });
  await joins(core, ada, { member: cleo, accountId, role: 'auditor' });
  const { identityId } = ben;
  await answered(core.ask({ type: 'ChangeRole', actor: ada.actor, accountId, identityId, role: 'billing' }));
  await answered(core.ask({ type: 'SwitchContext', actor: ben.actor, to: accountId }));
  await answered(core.ask({ type: 'RemoveMember', actor: ada.actor, accountId, identityId }));
  await answered(core.ask({ type: 'LeaveAccount', actor: cleo.actor, accountId }));
  // Ben's last context is lost by now.
  await signIn(core, proof('ben'));
  await answered(core.ask({ type: 'SignOut', actor: cleo.actor, sessionId: cleo.sessionId }));
};

const invitationsEnd = async (core: Core, ada: Somebody, accountId: Somebody['context']): Promise<void> => {
  const { actor } = ada;
  const dora = await signIn(core, proof('dora'));
  const to = { type: 'address', email: 'Dora@Example.test' } as const;
  const declined = await answered(core.invite({ actor, accountId, role: 'auditor', to, lasts: day }));
  const answer = { actor: dora.actor, secret: told(declined.secret), answer: 'decline' } as const;
  await answered(core.answerInvitation(answer));
  const revoked = await answered(core.invite({ actor, accountId, role: 'billing', to, lasts: day }));
  const { invitationId } = revoked;
  await answered(core.ask({ type: 'RevokeInvitation', actor, accountId, invitationId }));
};

const keysAreUsedUp = async (core: Core, ada: Somebody, accountId: Somebody['context']) => {
  const { actor } = ada;
  const admin = await issueKey(core, ada, { accountId, scope: 'ADMIN', expires: newYear + 1_000 * day });
  const byKey = { type: 'key', keyId: admin.keyId, accountId } as const;
  const name = called('made by a key');
  const wish = { actor: byKey, accountId, name, scope: 'API', expires: newYear + 999 * day } as const;
  const { keyId, secret } = await answered(core.issueKey(wish));
  await answered(core.ask({ type: 'RenameKey', actor, accountId, keyId, name: called('renamed') }));
  const rotated = await answered(core.rotateKey({ actor, accountId, keyId, grace: day }));
  const revoked = await issueKey(core, ada, { accountId });
  await answered(core.ask({ type: 'RevokeKey', actor, accountId, keyId: revoked.keyId, why: 'leaked' }));
  return { before: told(secret), key: told(rotated.secret), revokedKey: revoked.text };
};

const accountsChange = async (core: Core, ada: Somebody, accountId: Somebody['context']): Promise<void> => {
  const { actor } = ada;
  await answered(core.ask({ type: 'RenameAccount', actor, accountId, name: called('Acme Works') }));
  await answered(
    core.ask({ type: 'RenameAccount', actor, accountId: ada.context, name: called('Ada at home') }),
  );
  await answered(core.ask({ type: 'ChangeHandle', actor, accountId, handle: handle('acme-works') }));
  await answered(core.ask({ type: 'ArchiveAccount', actor, accountId }));
  await answered(core.ask({ type: 'RestoreAccount', actor, accountId }));
};

// Fay is one person with three logins, takes one away and another out, and meets herself again.
const waysInChange = async (core: Core): Promise<void> => {
  const fay = await signIn(core, proof('fay'));
  const { actor } = fay;
  const linked = { ...atGoogle('fay'), address: { email: 'fay@elsewhere.test', verified: true } };
  await answered(core.linkLogin({ actor, login: linked, attempt: 'fay links' }));
  const gitea = { provider: 'gitea', issuer: 'https://gitea.example.test' };
  const third = { ...proof('fay', gitea), address: undefined };
  await answered(core.linkLogin({ actor, login: third, attempt: 'fay links again' }));
  const own = await answered(core.look.row(identities, fay.identityId));
  const logins = isSome(own) ? own.value.document.logins : [];
  await answered(core.unlinkLogin({ actor, loginId: logins[2]!.loginId }));
  await answered(core.unmergeLogin({ actor, loginId: logins[1]!.loginId }));
  const proven = await answered(core.linkLogin({ actor, login: linked, attempt: 'fay proves' }));
  const ticket = proven.type === 'linked' ? '' : proven.proof;
  await answered(core.mergeIdentities({ actor, proof: ticket }));
};

/** Tells a story in which everything happens that can happen, with a clock and chance of its own. */
export const story = async (): Promise<Frozen> => {
  const clock = setClock();
  const vault = recordedVault(memoryVault({ clock }));
  const log = groupCommit(memoryLog({ clock }));
  const stores = { log, vault, views: memoryViews({ clock }) };
  const entropy = countedEntropy('a frozen history');
  const core = await answered(openCore({ ...stores, secret: frozenSecret, clock, entropy }));
  const ada = await signIn(core, proof('ada'), 'the first of all');
  const accountId = await createTeam(core, ada, 'acme');
  await signIn(core, proof('eve', { address: { email: 'ada@example.test', verified: false } }));
  await signIn(
    core,
    proof('ada', { realm: ssoRealm, issuer: 'https://idp.example.test', subject: 'sso-ada' }),
  );
  await membersComeAndGo(core, ada, accountId);
  await invitationsEnd(core, ada, accountId);
  const keys = await keysAreUsedUp(core, ada, accountId);
  await accountsChange(core, ada, accountId);
  await waysInChange(core);
  const merged = await signIn(core, atGoogle('ada'));
  await answered(core.ask({ type: 'SignOutEverywhere', actor: merged.actor, keepThisOne: true }));
  clock.set(newYear + day / 2);
  await putClaimKey(vault, frozenSecret, 'newer001');
  await writeByHand(log, { stream: 'log', type: 'ClaimKeyAdded', data: { kid: 'newer001' } });
  await signIn(core, proof('ada'));
  const first = (await rawLog(log)).find(({ body }) => body.type === 'ClaimKeyAdded')!;
  await writeByHand(log, { stream: 'log', type: 'ClaimKeyRetired', data: first.body.data });
  const events = (await rawLog(log)).map(({ position, recordedAt, text }) => ({
    position,
    recordedAt,
    text,
  }));
  await core.close();
  const said = { adaIs: ada.identityId, team: accountId, key: keys.key, revokedKey: keys.revokedKey };
  return { events, vault: vault.records, told: { ...said, session: merged.token } };
};
