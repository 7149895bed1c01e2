import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a serving child tells its parent: where it listens, and on request what it used and wrote so far. */
export type Told<Extra> =
  | { readonly type: 'ready'; readonly port: number; readonly extra: Extra }
  | { readonly type: 'figures'; readonly cpu: number; readonly extra: Readonly<Record<string, number>> };

const cpuNow = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Serves until the parent lets go; answers each message with figures. */
export const serveForParent = <Extra>(
  server: Server,
  ready: Extra,
  figures: () => Readonly<Record<string, number>>,
): void => {
  const tell = (told: Told<Extra>): void => void process.send?.(told);
  server.listen(0, '127.0.0.1', () =>
    tell({ type: 'ready', port: (server.address() as AddressInfo).port, extra: ready }),
  );
  process.on('message', () => tell({ type: 'figures', cpu: cpuNow(), extra: figures() }));
  process.on('disconnect', () => process.exit(0));
};
