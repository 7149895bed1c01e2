import { Client } from 'pg';
import type { Address } from '../database/address.js';
import type { Database } from '../database/database.js';
import { type Again, again } from './again.js';
import { atMost } from './bounded.js';
import { connectionTo } from './session.js';

/** A connection that hears, as long as anybody listens. */
export type Listening = { readonly listen: Database['listen']; readonly close: () => Promise<void> };

type Ear = { readonly channel: string; readonly hear: () => void };

const goodbye = 1000;

const nothing = (): void => undefined;

const listenTo = (channels: Iterable<string>): string =>
  [...channels].map((channel) => `LISTEN "${channel}"`).join(';');

type Line = {
  /** Listens until the connection ends; answers whether it ever did. */
  readonly hold: () => Promise<boolean>;
  readonly add: (channel: string) => void;
  readonly cut: () => void;
};

/** A connection that listens on channels; `hear` without a channel says that something may have been missed on any. */
const line = (address: Address, channels: ReadonlySet<string>, hear: (channel?: string) => void): Line => {
  let client: Client | undefined;
  let isCut = false;
  return {
    hold: async () => {
      const dialled = new Client(connectionTo(address));
      const ended = new Promise<void>((resolve) => dialled.once('end', resolve));
      dialled.on('error', nothing);
      dialled.on('notification', ({ channel }) => hear(channel));
      try {
        await dialled.connect();
        await dialled.query(listenTo(channels));
      } catch {
        await dialled.end().catch(nothing);
        return false;
      }
      client = dialled;
      hear();
      if (isCut) dialled.end().catch(nothing);
      await ended;
      return true;
    },
    add: (channel) => void client?.query(listenTo([channel])).catch(nothing),
    cut: () => {
      isCut = true;
      client?.end().catch(nothing);
    },
  };
};

/**
 * Listens on a connection of its own and makes it anew whenever it ends. While there is none, everybody is told that
 * something may have been missed, at first every 50 ms, in the end once a second.
 */
export const listening = (address: Address): Listening => {
  const ears = new Set<Ear>();
  const channels = new Set<string>();
  const hear = (channel?: string): void => {
    for (const ear of ears) if (channel === undefined || ear.channel === channel) ear.hear();
  };
  const heard = line(address, channels, hear);
  let held: Again | undefined;
  return {
    listen: (channel, tell) => {
      const ear: Ear = { channel, hear: tell };
      ears.add(ear);
      if (!channels.has(channel)) heard.add(channel);
      channels.add(channel);
      held ??= again(heard.hold, hear);
      return () => void ears.delete(ear);
    },
    close: async () => {
      held?.stop();
      heard.cut();
      if (held !== undefined) await atMost(goodbye, held.stopped);
    },
  };
};
