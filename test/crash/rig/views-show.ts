import { asking } from '../../express/asking.js';
import { breather, type Door } from './doors.js';
import type { Owner } from './load.js';

/** Waits until the views show a place in the log at a door, whoever is to bring them there. */
export const viewsShow = async (door: Door, { token, accountId }: Owner, place: string): Promise<void> => {
  const headers = { authorization: `Bearer ${token}`, 'recount-at-least': place };
  const ask = asking(await door.origin(), headers);
  for (;;) {
    const { status, text } = await ask(`/v1/accounts/${accountId}/keys`);
    if (status === 200) return;
    if (status !== 503) throw new Error(`${status} ${text}`);
    await breather();
  }
};
