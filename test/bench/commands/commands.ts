import { perSecond, sliceOf } from '../measuring/callers.js';
import { type Benchmark, courseOf, foundOf, inTurns, median, ratioOf } from '../measuring/rounds.js';
import { openOn, postgresIn } from '../stage/engine.js';
import { installPeers } from '../stage/peers.js';
import { postgres } from '../stage/postgres.js';
import { emmettHandler } from './emmett.js';
import { renamingAnew } from './renaming.js';

const callers = 64;
const connections = 16;

// So many that no stream grows long, which the peer would have to read from its beginning each time.
const keys = 2048;

/**
 * Keys are renamed on PostgreSQL by 64 callers, each from asking to the views showing it. Beside the engine, Emmett's
 * command handler with the same decision, the same folds and the same codecs, and a projection in the same transaction.
 */
export const commands: Benchmark = async ({ short }) => {
  await installPeers();
  const server = await postgres();
  const core = await openOn(await postgresIn(await server.database()));
  const rename = await renamingAnew(core, keys);
  const emmett = await emmettHandler(await server.database(), { connections, keys });
  const contenders = {
    ours: () => perSecond(callers, sliceOf(short), rename),
    emmett: () => perSecond(callers, sliceOf(short), emmett.rename),
  };
  for (const warmUp of [contenders.ours, contenders.emmett]) for (let i = 0; i < 5; i++) await warmUp();
  const figures = await inTurns(contenders, courseOf(short));
  await core.close();
  await emmett.close();
  await server.stop();
  const row = (what: string, all: ReadonlyArray<number>) => ({
    what,
    callers,
    'commands a second': Math.round(median(all)),
  });
  return {
    name: 'commands',
    rows: [row('Recount', figures.ours), row("Emmett's command handler", figures.emmett)],
    ...foundOf({ emmett64: ratioOf(figures.ours, figures.emmett) }),
  };
};
