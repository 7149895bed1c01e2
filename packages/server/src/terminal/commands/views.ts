import * as E from 'fp-ts/lib/Either.js';
import { type Configuration, configurationIn, listOf } from '../../configuration/index.js';
import { listViews } from './list-views.js';
import { rebuild } from './rebuild.js';
import type { Said } from './said.js';

const usage =
  'recount-server views lists the views; recount-server views rebuild [name ...] builds them anew.';

const configured = (said: Said, run: (configuration: Configuration) => Promise<number>): Promise<number> => {
  const configuration = configurationIn(process.env);
  if (E.isRight(configuration)) return run(configuration.right);
  said.say(listOf(configuration.left));
  return Promise.resolve(2);
};

/** Does what stands after `views`; answers an exit code. */
export const viewsCommand = (args: ReadonlyArray<string>, said: Said): Promise<number> => {
  const [what, ...names] = args;
  if (what === undefined) return configured(said, (configuration) => listViews(configuration, said));
  if (what === 'rebuild') return configured(said, (configuration) => rebuild(names, configuration, said));
  said.say(usage);
  return Promise.resolve(2);
};
