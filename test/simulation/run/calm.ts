import { isLeft, type Right } from 'fp-ts/lib/Either.js';
import { isNone } from 'fp-ts/lib/Option.js';
import { origin, proof } from '../../core/rig/people.js';
import { rawLog } from '../../core/rig/raw-log.js';
import type { Running } from '../machine/engines.js';
import { heard, isFault, send, verify } from '../people/asking.js';
import type { Request, RequestAnswer, Sim, Told } from '../people/sim.js';
import type { SubjectId } from '@recount/domain/vocabulary';

const minute = 60_000;
/** How long an answer is under way at most, in milliseconds. */
const slowest = 20_000;

// Runs something to its end on the run's own time.
const inTime = async (sim: Sim, what: string, run: () => Promise<void>): Promise<void> => {
  let isDone = false;
  void run()
    .catch((defect: unknown) => void sim.journal.wrong.push(`${what} ended with an error: ${String(defect)}`))
    .finally(() => (isDone = true));
  if (!(await sim.time.until(() => isDone, 2 * minute)))
    sim.journal.wrong.push(`${what} never came to an end`);
};

const isThere = async (sim: Sim, on: Running): Promise<boolean> => {
  const health = await heard({ sim, on }, on.core.health());
  if (health === undefined || isLeft(health)) return false;
  const { head, cursor, confirmedAgo, trouble, views } = health.right;
  return (
    trouble === undefined &&
    confirmedAgo < 10_000 &&
    cursor === head &&
    head === sim.shared.head() &&
    views.every(({ checkpoint, stopped }) => checkpoint === head && stopped === undefined)
  );
};

const untilThere = async (sim: Sim): Promise<void> => {
  for (;;) {
    const all = sim.engines.running();
    const there = await Promise.all(all.map((on) => isThere(sim, on)));
    if (all.length === sim.plan.engines && there.every(Boolean)) return;
    await new Promise<void>((resolve) => void sim.time.after(200, resolve));
  }
};

// Everything that was ever told lets in, or does not, on every engine alike.
const verifyAll = async (sim: Sim): Promise<void> => {
  const { keys, sessions } = sim.known;
  for (const on of sim.engines.running())
    for (const credential of [...keys.map(({ text }) => text), ...sessions.map(({ token }) => token)]) {
      const answers = sim.journal.verified.length;
      await verify({ sim, on }, credential);
      if (sim.journal.verified.length === answers)
        sim.journal.wrong.push(`engine ${on.engine} says nothing of a credential though all is well`);
    }
};

const isTold = ({ answer }: RequestAnswer): boolean =>
  !isLeft(answer) && answer.right.secret?.type === 'told';

const isLostAgain = (sim: Sim, { answers }: Request, { right: { secret } }: Right<Told>): boolean =>
  secret?.type === 'gone' && answers.some(isTold) && sim.nights.count === 0;

const repeatSome = async (sim: Sim): Promise<void> => {
  const engines = sim.engines.running();
  for (const [at, request] of sim.journal.requests.slice(-20).entries()) {
    const answer = await send({ sim, on: engines[at % engines.length]! }, request);
    if (answer === undefined || (isLeft(answer) && isFault(answer.left)))
      sim.journal.wrong.push(`${request.name} cannot be answered though all is well`);
    else if (!isLeft(answer) && isLostAgain(sim, request, answer))
      sim.journal.wrong.push(`${request.name} was told a secret today, and it is gone`);
  }
};

const unsealAll = async (sim: Sim): Promise<void> => {
  const log = await rawLog(sim.shared.log);
  const sealed = log.flatMap(({ body }) =>
    Object.entries(body.sealed).map(([subject, cipher]) => ({
      subject: subject as SubjectId,
      cipher,
      event: body.id,
      type: body.type,
    })),
  );
  for (const on of sim.engines.running()) {
    const opened = await heard({ sim, on }, on.core.unseal(sealed));
    if (opened === undefined || isLeft(opened))
      sim.journal.wrong.push('nothing is unsealed though all is well');
    else if (opened.right.some(isNone))
      sim.journal.wrong.push(`engine ${on.engine} cannot open what is sealed`);
  }
};

// Views that were put back under a running engine are found out by the next commit: somebody passes by.
const passBy = async (sim: Sim): Promise<void> => {
  for (let tries = 0; sim.rewound.at >= 0 && tries < 20; tries++) {
    const on = sim.engines.running()[0];
    const wish = { login: proof('passing-by'), attempt: `passing by ${tries}`, origin };
    const answer = on === undefined ? undefined : await heard({ sim, on }, on.core.signIn(wish));
    if (answer !== undefined && !isLeft(answer)) return;
    await new Promise<void>((resolve) => void sim.time.after(500, resolve));
  }
};

/** Waits until every engine has caught up, now that nothing goes wrong any more, and asks all of them everything. */
export const whenCalm = async (sim: Sim): Promise<void> => {
  // What was slow on its way comes to its end.
  await sim.time.until(() => false, slowest);
  await inTime(sim, 'passing by', () => passBy(sim));
  await inTime(sim, 'catching up', () => untilThere(sim));
  await inTime(sim, 'asking again', () => repeatSome(sim));
  await inTime(sim, 'catching up once more', () => untilThere(sim));
  await inTime(sim, 'verifying all', () => verifyAll(sim));
  await inTime(sim, 'opening what is sealed', () => unsealAll(sim));
};
