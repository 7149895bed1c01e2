import type { Socket } from 'node:net';
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/** What an address on the network is counted as: itself, or a whole /64 where addresses are plenty. */
export const networkOf = (address: string | undefined): string =>
  address === undefined ? '' : ipKeyGenerator(address);

/** Tells the network that requests come from; where no proxy speaks for others, it is the connection's, and looked at once. */
export const networksBehind = (trustedProxies: ReadonlyArray<string>): ((request: Request) => string) => {
  if (trustedProxies.length > 0) return ({ ip }) => networkOf(ip);
  const known = new WeakMap<Socket, string>();
  return ({ socket }) => {
    const there = known.get(socket);
    if (there !== undefined) return there;
    const network = networkOf(socket.remoteAddress);
    known.set(socket, network);
    return network;
  };
};
