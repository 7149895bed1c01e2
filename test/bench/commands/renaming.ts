import type { Core } from '@recount/core';
import type { DisplayName } from '@recount/domain/vocabulary';
import { issueKeys, type Key, must, type Person, signUp } from '../stage/engine.js';

/** One after another of somebody's keys gets another name; each name is new, so that each command writes. */
export const renaming = (core: Core, person: Person, keys: ReadonlyArray<Key>): (() => Promise<unknown>) => {
  let next = 0;
  return () => {
    const at = next++;
    const { keyId } = keys[at % keys.length]!;
    return must(core.ask({ type: 'RenameKey', ...person, keyId, name: `Renamed ${at}` as DisplayName }));
  };
};

/** Somebody signs up and issues so many keys, which are renamed. */
export const renamingAnew = async (core: Core, keys: number): Promise<() => Promise<unknown>> => {
  const person = await signUp(core, 'ada');
  return renaming(core, person, await issueKeys(core, person, keys));
};
