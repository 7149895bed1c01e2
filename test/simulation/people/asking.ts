import type { Who } from '@recount/core';
import type { AccountId } from '@recount/domain/vocabulary';
import type { Either } from 'fp-ts/lib/Either.js';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { Running } from '../machine/engines.js';
import type { KnownSession, No, Request, Scene, Sending, Sim, Told } from './sim.js';

/** One of these, the last ones first; undefined where there is none. */
export const pick = <A>(all: ReadonlyArray<A>, n: number): A | undefined =>
  all[all.length - 1 - (n % Math.max(1, all.length))];

/** Who an engine is when nobody says which one. */
export const engineFor = ({ engines }: Sim, n: number): Running | undefined => pick(engines.running(), n);

// What is asked of an engine reaches it when it next turns to its callers.
const served = ({ life }: Running): Promise<void> => new Promise((resolve) => void life.after(0, resolve));

/** What an engine answers, or undefined if it dies before; what it throws is a defect of its own. */
export const heard = async <E, A>(
  { sim, on }: Pick<Scene, 'sim' | 'on'>,
  task: () => Promise<Either<E, A>>,
): Promise<Either<E, A> | undefined> => {
  try {
    const answer = await Promise.race([served(on).then(task), on.life.over.then(() => undefined)]);
    if (answer !== undefined && isLeft(answer) && (answer.left as No).type === 'Unreadable')
      sim.journal.wrong.push(`engine ${on.engine} met an event that it cannot read`);
    return answer;
  } catch (defect) {
    sim.journal.wrong.push(`an operation ended with an error: ${String(defect)}`);
    return undefined;
  }
};

const heardWithin = 31_000;

/** Begins to look at something; what it answers ends that, and says as of when it may be true. */
export const looking = ({ sim, on }: Pick<Scene, 'sim' | 'on'>) => {
  const began = sim.time.now();
  const from = on.now();
  // An engine that has not heard from its log for half a minute lets nobody in, as long as its clock goes on as it should.
  const isSteady = began - on.jumped > 2 * heardWithin;
  const low = Math.max(on.knows, isSteady ? sim.shared.head(heardWithin) : 0);
  return () => ({
    low,
    high: sim.shared.head(),
    from,
    to: on.now(),
    took: sim.time.now() - began,
    engine: on.engine,
  });
};

const faults: ReadonlySet<string> = new Set(['Unavailable', 'Contended', 'ViewsBehind']);

/** Whether a no says only that it could not be done now. */
export const isFault = ({ type }: No): boolean => faults.has(type);

/** Notes what an engine acknowledged: from now on it has that behind it. */
export const acknowledged = ({ sim, on }: Pick<Scene, 'sim' | 'on'>, what: string, done: Told): void => {
  if (done.position > on.knows) on.knows = done.position;
  sim.journal.acks.push({ engine: on.engine, what, done });
};

/** Looks at a credential, and notes what was said of it. */
export const verify = async (
  { sim, on }: Pick<Scene, 'sim' | 'on'>,
  credential: string,
): Promise<Who | undefined> => {
  const look = looking({ sim, on });
  const answer = await heard({ sim, on }, on.core.authenticate(credential));
  if (answer === undefined) return undefined;
  const sight = { asked: credential, ...look() };
  if (isLeft(answer)) {
    if (answer.left.type === 'CredentialRefused')
      sim.journal.verified.push({ ...sight, said: answer.left.why });
    else if (!isFault(answer.left)) sim.journal.wrong.push(`verifying ended with ${answer.left.type}`);
    return undefined;
  }
  sim.journal.verified.push({ ...sight, said: 'in' });
  return answer.right;
};

// Whoever comes past the door without being looked at: what they do is judged all the same.
const claiming = ({ actor }: KnownSession): Who => ({ type: 'session', actor }) as Who;

// Mostly somebody who was seen to be in charge there.
const sessionFor = ({ sim, op }: Scene, under: AccountId | undefined): KnownSession | undefined => {
  const { sessions, admins } = sim.known;
  const charge = under === undefined ? [] : (admins.get(under) ?? []);
  const theirs = op.who > 8 ? [] : sessions.filter(({ actor }) => charge.includes(actor.identityId));
  return theirs.length > 0 ? pick(theirs, op.who % 3) : pick(sessions, op.who);
};

const asWhom = (scene: Scene, under?: AccountId): Promise<Who | undefined> | Who | undefined => {
  const { sim, op } = scene;
  const key = op.who === 11 ? pick(sim.known.keys, op.whom) : undefined;
  if (key !== undefined) return verify(scene, key.text);
  const session = sessionFor(scene, under);
  if (session === undefined) return undefined;
  return op.rarely ? claiming(session) : verify(scene, session.token);
};

/** Sends a request to an engine, and notes what it was answered. */
export const send = async (
  scene: Pick<Scene, 'sim' | 'on'>,
  request: Request,
): Promise<Either<No, Told> | undefined> => {
  const { sim, on } = scene;
  const repeatable = on.core.repeatable(request.likeness);
  request.named.add(`${repeatable.commitId} ${repeatable.request}`);
  request.sent += 1;
  const after = request.answers.length;
  const answer = await heard(scene, request.send(on.core, { repeatable }));
  if (answer === undefined) return undefined;
  request.answers.push({ after, answer });
  if (!isLeft(answer)) acknowledged(scene, request.name, answer.right);
  sim.journal.lines.push(
    `   ${request.name} on ${on.engine}: ${isLeft(answer) ? answer.left.type : `at ${answer.right.position}`}`,
  );
  return answer;
};

const isOpen = (answer: Either<No, Told> | undefined): boolean =>
  answer === undefined || (isLeft(answer) && isFault(answer.left));

/** Sends a request until somebody says what became of it, or three times. */
export const insist = async (scene: Scene, request: Request): Promise<Either<No, Told> | undefined> => {
  const { sim, op } = scene;
  let answer = await send(scene, request);
  for (let tries = 1; tries < 3 && isOpen(answer) && op.yes; tries++) {
    await new Promise<void>((resolve) => void sim.time.after(20 * 10 ** tries, resolve));
    const on = engineFor(sim, op.engine + tries);
    if (on !== undefined) answer = await send({ sim, on }, request);
  }
  return answer;
};

/** What somebody asks for: a name for it, what makes it this request and no other, and how it is sent. */
export type Wanted = { readonly content: unknown; readonly send: Sending };

const unkeyed = async (
  scene: Scene,
  name: string,
  { send: sending }: Wanted,
): Promise<Either<No, Told> | undefined> => {
  const answer = await heard(scene, sending(scene.on.core, {}));
  if (answer !== undefined && !isLeft(answer)) acknowledged(scene, name, answer.right);
  return answer;
};

/** Somebody asks for a command: looked at by the door, mostly with an idempotency key, and again if nobody answers. */
export const ask = async (
  scene: Scene,
  wanted: (who: Who) => Wanted,
  under?: AccountId,
): Promise<Told | undefined> => {
  const { sim, op } = scene;
  const who = await asWhom(scene, under);
  if (who === undefined) return undefined;
  const wish = wanted(who);
  const name = `${op.type} ${(sim.names.count += 1)}`;
  const likeness = { who, method: 'POST', route: op.type, key: name, content: wish.content };
  const request: Request = { name, who, likeness, send: wish.send, named: new Set(), answers: [], sent: 0 };
  const isKeyed = op.choice < 9;
  if (isKeyed) sim.journal.requests.push(request);
  const answer = await (isKeyed ? insist(scene, request) : unkeyed(scene, name, wish));
  return answer === undefined || isLeft(answer) ? undefined : answer.right;
};
