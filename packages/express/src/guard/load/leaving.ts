import type { Socket } from 'node:net';
import type { Request, Response } from 'express';

/**
 * Says once when a request is over: its answer is, or its connection. An answer that waits behind another on a connection
 * that breaks is never closed by itself.
 */
export const leaving = (): ((request: Request, response: Response, leave: () => void) => void) => {
  const open = new WeakMap<Socket, Set<() => void>>();

  const leaversOn = (socket: Socket): Set<() => void> => {
    const known = open.get(socket);
    if (known !== undefined) return known;
    const leavers = new Set<() => void>();
    open.set(socket, leavers);
    socket.once('close', () => {
      for (const leave of leavers) leave();
      leavers.clear();
    });
    return leavers;
  };

  return ({ socket }, response, leave) => {
    const leavers = leaversOn(socket);
    leavers.add(leave);
    response.once('close', () => {
      if (leavers.delete(leave)) leave();
    });
  };
};
