import { connect } from 'node:net';

// A start-up message: its length, version 3.0, and as whom to which database.
const greeting = (): Buffer => {
  const words = Buffer.from('user\0postgres\0database\0postgres\0\0', 'latin1');
  const head = Buffer.alloc(8);
  head.writeInt32BE(words.length + 8, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, words]);
};

/** Whether the server on this port lets a client in: it answers `R` (come in) and not `E` (it is still starting). */
export const saysYes = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (yes: boolean): void => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(2000, () => answer(false));
    socket.once('error', () => answer(false));
    socket.once('end', () => answer(false));
    socket.once('data', (said) => answer(said.toString('latin1', 0, 1) === 'R'));
    socket.write(greeting());
  });
