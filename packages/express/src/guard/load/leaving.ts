import type { Request, Response } from 'express';

/**
 * Says once when a request is over: its answer is, or its connection. An answer that waits behind another has no
 * connection of its own yet, and is never closed by itself when that breaks.
 */
export const whenOver = (request: Request, response: Response, leave: () => void): void => {
  if (response.socket !== null) {
    // It comes once by itself.
    response.on('close', leave);
    return;
  }
  const { socket } = request;
  const once = (): void => {
    socket.off('close', once);
    response.off('close', once);
    leave();
  };
  socket.once('close', once);
  response.once('close', once);
};
