import { routes } from '@recount/api';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { acting, type Binding } from '../door/doors.js';

/** The routes about teams. */
export const teamBindings: ReadonlyArray<Binding> = [
  acting(routes.createTeam, async ({ node: { core }, person: { actor }, body: { name, handle }, terms }) => {
    const fresh = core.newAccountId();
    const done = await core.ask({ type: 'CreateTeam', actor, accountId: fresh, name, handle }, terms)();
    if (isLeft(done)) return done;
    const { events } = done.right;
    const accountId =
      events.flatMap(({ event }) => (event.type === 'TeamCreated' ? [event.accountId] : []))[0] ?? fresh;
    return right({
      body: { accountId, name, handle, role: 'admin' as const },
      done: done.right,
      location: `/v1/accounts/${accountId}`,
    });
  }),
];
