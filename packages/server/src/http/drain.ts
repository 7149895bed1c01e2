import type { Server } from 'node:http';

const lookEvery = 25;

/** Takes no more connections, lets requests under way end, and after so many milliseconds ends them. */
export const drain = (server: Server, within: number): Promise<void> =>
  new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), lookEvery);
    const late = setTimeout(() => server.closeAllConnections(), within);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
