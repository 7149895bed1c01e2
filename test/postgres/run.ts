import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { begun, doorVariable, type PostgresHere } from './server.js';

const without =
  'no server here (neither DATABASE_URL nor an installed initdb), so PGlite in process; not run: what takes two connections or a server that can be killed';

/** Answers every worker of a test run where PostgreSQL is, from the one process that outlives them all. */
export const setup = async (): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'recount-run-'));
  let here: Promise<PostgresHere | undefined> | undefined;
  const find = async (): Promise<PostgresHere | undefined> => {
    const found = await begun();
    process.stdout.write(`PostgreSQL: ${found?.what ?? without}.\n`);
    return found;
  };
  const answer = (socket: Socket): void => {
    here ??= find();
    here.then(
      (found) => socket.end(JSON.stringify({ here: found })),
      (fault: unknown) => socket.end(JSON.stringify({ fault: String(fault) })),
    );
  };
  const door = createServer(answer);
  const path = join(folder, 'door');
  await new Promise<void>((resolve) => door.listen(path, resolve));
  process.env[doorVariable] = path;
  return async () => {
    await new Promise((resolve) => door.close(resolve));
    await rm(folder, { recursive: true, force: true });
  };
};
