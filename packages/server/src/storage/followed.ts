import { existsSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import type { Configuration } from '../configuration/index.js';
import { newScope } from '../scope.js';
import { placesOf, type Places } from './places.js';
import type { Followed } from './opened.js';
import { openFollowed } from './stores.js';

const nothingIn = (places: Places): string | undefined => {
  if (places.type === 'memory')
    return 'What is kept in memory is gone with its process: there is nothing here.';
  return places.type === 'files' && !existsSync(places.files.log)
    ? `There is no log at ${places.files.log} yet; recount-server begins one.`
    : undefined;
};

/** Does something with the log and the views of a service that has run before, and closes them; answers an exit code. */
export const withFollowed = async (
  configuration: Configuration,
  say: (words: string) => void,
  use: (stores: Followed) => Promise<number>,
): Promise<number> => {
  const places = placesOf(configuration);
  const nothing = nothingIn(places);
  if (nothing !== undefined) {
    say(nothing);
    return 1;
  }
  const scope = newScope();
  const stores = await openFollowed(places, { scope, say });
  if (E.isLeft(stores)) say(stores.left);
  const code = E.isLeft(stores) ? 1 : await use(stores.right);
  await scope.close();
  return code;
};
