import { createHash } from 'node:crypto';
import { constants, mkdirSync, openSync, closeSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { inside } from './places.mjs';

// The system holds the lock and frees it when its holder dies, however it dies: no file says "taken" for a dead process.
const nameOf = (folder) =>
  `recount-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`;

const addressOf = (folder) =>
  process.platform === 'win32' ? `\\\\.\\pipe\\${nameOf(folder)}` : `\0${nameOf(folder)}`;

const listenOnce = (address) =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address, () => resolve(() => new Promise((closed) => server.close(closed))));
  });

// BSD systems lock while opening (O_EXLOCK); Node passes the flag on without a name for it.
const exclusiveLock = 0x20;
const openExclusively = () => {
  mkdirSync(inside('.cache'), { recursive: true });
  try {
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | exclusiveLock;
    const file = openSync(inside('.cache', 'prepare.lock'), flags);
    return async () => closeSync(file);
  } catch (error) {
    if (error.code === 'EAGAIN' || error.code === 'EWOULDBLOCK') return undefined;
    throw error;
  }
};

const take = (folder) =>
  ['linux', 'android', 'win32'].includes(process.platform)
    ? listenOnce(addressOf(folder))
    : openExclusively();

/** Waits until nobody else holds the folder, calls `onWait` once if that takes time, and answers how to let go. */
export const hold = async (folder, onWait) => {
  for (let tries = 0; ; tries += 1) {
    const release = await take(folder);
    if (release !== undefined) return release;
    if (tries === 0) onWait();
    await pause(200);
  }
};
