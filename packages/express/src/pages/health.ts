import type { Core, Health } from '@recount/core';
import type { Router } from 'express';
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js';
import type { Answer, Failure } from '../answer/failure.js';
import { sendProblem } from '../answer/problem.js';
import { sendJson } from '../answer/reply.js';

/** So many events may views lag behind, and so long may the log be silent, before a node says that it is not ready. */
const bounds = { events: 10_000, milliseconds: 30_000 };

/** How long a store may take to say how the node stands: whoever watches it is told within two seconds. */
const patience = 1_500;

const inTime = async (core: Core): Promise<Either<Failure, Health>> => {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Either<Failure, never>>((resolve) => {
    late = setTimeout(() => resolve(left({ type: 'Unavailable' })), patience);
  });
  const health = await Promise.race([core.health()(), tooLate]);
  clearTimeout(late);
  return health;
};

/** Says how the node stands, or that its store does not say so in time; all who ask at once are told at once. */
export type AskHealth = () => Answer<Health>;

/** How this node stands. */
export const healthOf = (core: Core): AskHealth => {
  let underWay: Answer<Health> | undefined;
  return () =>
    (underWay ??= inTime(core).finally(() => {
      underWay = undefined;
    }));
};

/** What keeps a node from being ready: an event that it cannot read, one that stopped a view, a log that lost what was in it or is silent, views that are behind. */
type State = 'ready' | 'unreadable' | 'stopped' | 'halted' | 'silent' | 'behind';

const stateOf = ({ head, confirmedAgo, halted, trouble, views }: Health): State => {
  if (halted) return 'halted';
  if (trouble?.type === 'Unreadable') return 'unreadable';
  if (views.some(({ stopped }) => stopped !== undefined)) return 'stopped';
  if (confirmedAgo > bounds.milliseconds) return 'silent';
  return views.some(({ checkpoint }) => head - checkpoint > bounds.events) ? 'behind' : 'ready';
};

const told = ({ head, cursor, trouble, mail, views }: Health) => ({
  head,
  cursor,
  ...(mail === undefined ? {} : { mail }),
  ...(trouble?.type === 'Unreadable' ? { unreadableAt: trouble.position } : {}),
  views: views.map(({ name, version, checkpoint, leads, stopped }) => ({
    name,
    version,
    checkpoint,
    leads,
    ...(stopped === undefined ? {} : { stoppedAt: stopped.position }),
  })),
});

/** Opens the addresses where a machine asks how this node stands. */
export const openHealth = (router: Router, ask: AskHealth): void => {
  router.get('/livez', (_request, response) => sendJson(response, 200, { state: 'alive' }));
  router.get('/readyz', async (_request, response) => {
    const health = await ask();
    response.set('Cache-Control', 'no-store');
    if (isLeft(health)) return sendProblem(response, health.left);
    const state = stateOf(health.right);
    if (state !== 'ready') response.set('Retry-After', '1');
    return sendJson(response, state === 'ready' ? 200 : 503, { state, ...told(health.right) });
  });
};
