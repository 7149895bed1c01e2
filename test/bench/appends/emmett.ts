import { perSecond } from '../measuring/callers.js';
import { openEmmett } from '../stage/emmett.js';
import { bodyAt, type Contender, nextCommitId, places } from './contender.js';

/** Emmett's event store on PostgreSQL: each append to a stream is a transaction with its expectation. */
export const emmett = async (url: string, connections: number): Promise<Contender> => {
  const { store, close } = await openEmmett(url, { connections });
  const place = places('key');
  const once = (caller: number): Promise<unknown> => {
    const at = place(caller);
    const event = { type: 'KeyRenamed', data: bodyAt(at, nextCommitId()) };
    const expectedStreamVersion = at.revision === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(at.revision);
    return store.appendToStream(at.stream, [event], { expectedStreamVersion });
  };
  return { appends: (callers, milliseconds) => perSecond(callers, milliseconds, once), close };
};
