import { asking } from '../../express/asking.js';
import { signInAs } from '../../journeys/through-the-provider.js';
import type { Door } from './doors.js';
import type { Owner } from './load.js';

/** Signs somebody in whose personal account the load is for. */
export const ownerAt = async (door: Door, person = 'ada-example'): Promise<Owner> => {
  const origin = await door.origin();
  const token = await signInAs(origin, person);
  const me = await asking(origin, { authorization: `Bearer ${token}` })('/v1/me');
  return { token, accountId: String(me.body.active.accountId) };
};
