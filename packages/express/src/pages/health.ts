import type { Health } from '@recount/core';
import type { Router } from 'express';
import { isLeft } from 'fp-ts/lib/Either.js';
import { sendProblem } from '../answer/problem.js';
import { sendJson } from '../answer/reply.js';
import type { House } from '../house.js';

/** So many events may views lag behind, and so long may the log be silent, before a node says that it is not ready. */
const bounds = { events: 10_000, milliseconds: 30_000 };

const isReady = ({ head, confirmedAgo, trouble, views }: Health): boolean =>
  trouble?.type !== 'Unreadable' &&
  confirmedAgo <= bounds.milliseconds &&
  views.every(({ checkpoint, stopped }) => stopped === undefined && head - checkpoint <= bounds.events);

const told = ({ head, cursor, trouble, views }: Health) => ({
  head,
  cursor,
  ...(trouble?.type === 'Unreadable' ? { unreadableAt: trouble.position } : {}),
  views: views.map(({ name, checkpoint, stopped }) => ({
    name,
    checkpoint,
    ...(stopped === undefined ? {} : { stoppedAt: stopped.position }),
  })),
});

/** Opens the addresses where a machine asks how this node stands. */
export const openHealth = (router: Router, { core }: House): void => {
  router.get('/livez', (_request, response) => sendJson(response, 200, { state: 'alive' }));
  router.get('/readyz', async (_request, response) => {
    const health = await core.health()();
    response.set('Cache-Control', 'no-store');
    if (isLeft(health)) return sendProblem(response, { type: 'Unavailable' });
    const ready = isReady(health.right);
    if (!ready) response.set('Retry-After', '1');
    return sendJson(response, ready ? 200 : 503, {
      state: ready ? 'ready' : 'behind',
      ...told(health.right),
    });
  });
};
