import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Option } from 'fp-ts/lib/Option.js';
import { access, authenticate, context, findAccount, type Gate } from '../access/index.js';
import type { Acts } from '../writing/acts/index.js';
import type { Core, Health, Standing } from './core.js';
import type { Tail } from '../reading/following/index.js';
import type { Runner } from '../reading/running/index.js';
import { asOf, history, latest, look, lookAtInvitation, type Usage } from '../reading/looking/index.js';
import type { Load, Unavailable } from '../ports/index.js';
import { openPersonal, type PersonalFields } from '../vault/index.js';
import type { KeepingUp } from './keeping-up.js';
import type { StateCache } from '../writing/asking/index.js';
import type { Mailing } from '../writing/mailing/index.js';
import { likeness } from '../writing/asking/likeness.js';
import type { CoreOptions, Opened } from './opening/opening.js';

/** What the doors of the engine open on. */
export type Inside = {
  readonly options: CoreOptions;
  readonly opened: Opened;
  readonly tail: Tail;
  readonly runner: Runner;
  readonly cache: StateCache;
  readonly gate: Gate;
  readonly used: Usage;
  readonly trouble: KeepingUp['trouble'];
  readonly isHalted: () => boolean;
  readonly load: () => Load;
  readonly mailing: Mailing;
};

/** All of the engine that changes nothing. */
export type Doors = Omit<Core, 'ask' | 'close' | 'parking' | keyof Acts>;

const unsealing = ({ opened }: Inside): Core['unseal'] => {
  const open = openPersonal(opened.keys);
  return (sealed) => async () => {
    const readable: Option<PersonalFields>[] = [];
    for (const one of sealed) {
      const fields = await open(one);
      if (isLeft(fields)) return fields;
      readable.push(fields.right);
    }
    return right(readable);
  };
};

const authenticating = ({ gate, opened: { clock, sessions }, used }: Inside): Core['authenticate'] => {
  const judge = authenticate(gate, { clock, used, sessions });
  return (credential) => async () => {
    const who = await judge(credential);
    if (isLeft(who)) return who;
    const { actor } = who.right;
    used.note(actor.type === 'key' ? actor.keyId : actor.sessionId, clock.now());
    return who;
  };
};

const standing = ({ opened: { clock }, tail, runner, trouble, ...inside }: Inside): Standing => {
  const stuck = trouble();
  const mail = inside.mailing.standing();
  return {
    cursor: tail.cursor(),
    confirmedAgo: clock.now() - tail.confirmedAt(),
    load: inside.load(),
    halted: inside.isHalted(),
    ...(mail === undefined ? {} : { mail }),
    ...(stuck === undefined ? {} : { trouble: stuck }),
    views: runner.standings(),
  };
};

const healthy =
  (inside: Inside): Core['health'] =>
  () =>
  async (): Promise<Either<Unavailable, Health>> => {
    const page = await inside.options.log.readAll(inside.tail.cursor(), 1)();
    return isLeft(page) ? page : right({ head: page.right.head, ...standing(inside) });
  };

const reaching =
  ({ runner }: Inside): Core['reached'] =>
  (position, within) =>
  async () => {
    const there = await runner.reached(position, within);
    return there ? right(undefined) : left({ type: 'ViewsBehind', position: runner.shown() });
  };

/** The doors of the engine that only look. */
export const doors = (inside: Inside): Doors => {
  const { options, opened, cache, gate, used } = inside;
  return {
    logId: opened.first.logId,
    playground: opened.first.playground,
    repeatable: likeness(opened.requestKey),
    look: look(options.views, inside.runner),
    asOf: asOf(options.log, inside.opened.pace),
    positionAt: (moment) => options.log.positionAt(moment),
    history: (subject, page) => () => history(options.log)(subject, page),
    latest: (subject, page) => () => latest(options.log)(subject, page),
    unseal: unsealing(inside),
    lookAtInvitation: (wish) => () => lookAtInvitation(cache, opened.clock)(wish),
    authenticate: authenticating(inside),
    findAccount: (who, name) => () => findAccount(gate)(who, name),
    access: (who, accountId, action) => () => access(gate)(who, accountId, action),
    context: (who) => () => context(gate)(who),
    reached: reaching(inside),
    lastUsed: used.lastUsed,
    sessions: opened.sessions,
    mails: inside.mailing.isOn,
    health: healthy(inside),
    standing: () => standing(inside),
  };
};
