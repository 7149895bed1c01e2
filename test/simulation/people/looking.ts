import type { Core, Who } from '@recount/core';
import type { Position } from '@recount/core/ports';
import { actions } from '@recount/domain/authority';
import type { AccountId, SubjectId } from '@recount/domain/vocabulary';
import {
  accountsOfIdentity,
  invitationsOfAccount,
  keysOfAccount,
  membersOfAccount,
  sessionsOfIdentity,
  type View,
} from '@recount/projections';
import { isLeft } from 'fp-ts/lib/Either.js';
import { engineFor, heard, isFault, looking, pick, send, verify } from './asking.js';
import type { No, Scene } from './sim.js';

/** A key or a session is shown at the door. */
export const verifyOne =
  (what: 'key' | 'session') =>
  async (scene: Scene): Promise<void> => {
    const { keys, sessions } = scene.sim.known;
    const credential = what === 'key' ? pick(keys, scene.op.what)?.text : pick(sessions, scene.op.who)?.token;
    if (credential !== undefined) await verify(scene, credential);
  };

const somewhere = ({ sim, op }: Scene): AccountId | undefined =>
  pick(op.yes ? sim.known.teams : sim.known.personal, op.what);

const someone = async (scene: Scene): Promise<Who | undefined> => {
  const { sim, op } = scene;
  const credential =
    op.choice < 3 ? pick(sim.known.keys, op.whom)?.text : pick(sim.known.sessions, op.who)?.token;
  return credential === undefined ? undefined : verify(scene, credential);
};

/** Somebody asks whether they may do something under an account. */
export const askForAccess = async (scene: Scene): Promise<void> => {
  const { sim, on, op } = scene;
  const accountId = somewhere(scene);
  const who = await someone(scene);
  if (who === undefined || accountId === undefined) return;
  const action = actions[(op.choice * 5 + op.whom) % actions.length]!;
  const look = looking(scene);
  const answer = await heard(scene, on.core.access(who, accountId, action));
  if (answer === undefined || (isLeft(answer) && isFault(answer.left))) return;
  const sight = { asked: { who, accountId, action }, ...look() };
  sim.journal.allowed.push({ ...sight, said: isLeft(answer) ? answer.left.type : 'allowed' });
};

const lists = [membersOfAccount, keysOfAccount, invitationsOfAccount, accountsOfIdentity, sessionsOfIdentity];
const ofIdentities: ReadonlySet<string> = new Set([accountsOfIdentity.name, sessionsOfIdentity.name]);

const listed = (scene: Scene): { readonly view: View<unknown>; readonly group: SubjectId } | undefined => {
  const view = lists[scene.op.choice % lists.length] as View<unknown>;
  const identity = pick(scene.sim.known.sessions, scene.op.whom)?.actor.identityId;
  const group = ofIdentities.has(view.name) ? identity : somewhere(scene);
  return group === undefined ? undefined : { view, group };
};

const wrongIfNoFault = ({ sim }: Scene, what: string, why: No): void => {
  if (!isFault(why)) sim.journal.wrong.push(`${what} ended with ${why.type}`);
};

// The last that anybody was told of, anywhere: whoever was told may ask for it at any engine.
const lastTold = ({ sim }: Scene): Position =>
  sim.journal.acks.slice(-3).reduce((most, { done }) => Math.max(most, done.position), 0);

// Views that were put back are known to be behind when they are next written to.
const isRewound = ({ sim }: Scene): boolean =>
  sim.rewound.at >= 0 && sim.time.now() - sim.rewound.at < 60_000;

/** Somebody looks at a list, and wants to see what they were told before, wherever that was. */
export const lookAtList = async (scene: Scene): Promise<void> => {
  const { sim, on } = scene;
  const what = listed(scene);
  if (what === undefined) return;
  const position = lastTold(scene);
  const there = await heard(scene, on.core.reached(position, 1_000));
  if (there === undefined) return;
  const page = await heard(scene, on.core.look.list(what.view, what.group, { limit: 1_000 }));
  if (page === undefined) return;
  if (isLeft(page)) return wrongIfNoFault(scene, 'looking at a list', page.left);
  const { rows, position: asOf } = page.right;
  sim.journal.shown.push({ view: what.view.name, group: what.group, position: asOf, rows });
  if (!isLeft(there) && asOf < position && !isRewound(scene))
    sim.journal.wrong.push(`a list that has reached ${position} shows ${asOf}`);
};

/** Somebody looks at what a list showed earlier. */
export const lookAtThePast = async (scene: Scene): Promise<void> => {
  const { sim, on, op } = scene;
  const what = listed(scene);
  if (what === undefined) return;
  const position = Math.max(1, sim.shared.head() - op.who * 3);
  const rows = await heard(scene, on.core.asOf(what.group, position).list(what.view, what.group));
  if (rows === undefined) return;
  if (isLeft(rows)) return wrongIfNoFault(scene, 'looking at the past', rows.left);
  sim.journal.shown.push({ view: what.view.name, group: what.group, position, rows: rows.right });
};

/** Somebody reads a history, forwards or from its end. */
export const lookAtHistory = async (scene: Scene): Promise<void> => {
  const { sim, on, op } = scene;
  const subject = listed(scene)?.group;
  if (subject === undefined) return;
  const limit = 1 + op.choice * 4;
  const read = (core: Core) => (op.yes ? core.history(subject, { limit }) : core.latest(subject, { limit }));
  const page = await heard(scene, read(on.core));
  if (page === undefined) return;
  if (isLeft(page)) return wrongIfNoFault(scene, 'reading a history', page.left);
  const { activities, next, position } = page.right;
  const told = activities.map((activity) => activity.position);
  const span = op.yes ? { after: 0, upTo: next ?? position } : { after: (next ?? 1) - 1, upTo: position };
  sim.journal.recounted.push({ subject, ...span, positions: told.toSorted((one, other) => one - other) });
};

/** A request is sent once more, to any engine. */
export const askAgain = async (scene: Scene): Promise<void> => {
  const { sim, op } = scene;
  const request = pick(sim.journal.requests, op.what * 3 + op.choice);
  const on = engineFor(sim, op.engine);
  if (request !== undefined && on !== undefined) await send({ sim, on }, request);
};

/** Something else is asked for under a key that was used. */
export const askOtherwise = async (scene: Scene): Promise<void> => {
  const { sim, on, op } = scene;
  const request = pick(sim.journal.requests, op.what);
  if (
    request === undefined ||
    !request.answers.some(({ answer }) => !isLeft(answer) && answer.right.events.length > 0)
  )
    return;
  const repeatable = on.core.repeatable({ ...request.likeness, content: 'something else' });
  const answer = await heard(scene, request.send(on.core, { repeatable }));
  if (
    answer === undefined ||
    (isLeft(answer) && (answer.left.type === 'IdempotencyMismatch' || isFault(answer.left)))
  )
    return;
  sim.journal.wrong.push(`another request under the key of ${request.name} was not told from it`);
};
