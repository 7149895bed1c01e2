import { type RebuildFault, rebuildViews } from '@recount/core';
import { views as known } from '@recount/projections';
import type { ViewId } from '@recount/core/ports';
import * as E from 'fp-ts/lib/Either.js';
import { type Configuration, nearest } from '../../configuration/index.js';
import { sentenceOfOpen } from '../../storage/sentences.js';
import { withFollowed } from '../../storage/followed.js';
import { progressOn } from '../progress.js';
import type { Said } from './said.js';

const stopped = 130;

const names = known.map(({ name }) => name);

const unknownView = (name: string): string => {
  const meant = nearest(name, names);
  const near = meant === undefined ? `There are: ${names.join(', ')}.` : `Is ${meant} meant?`;
  return `There is no view ${JSON.stringify(name).replace(/\p{C}/gu, '?')}. ${near}`;
};

// Every page is applied whole or not at all, so that to stop is no more than to be killed.
const endedBySignals = (say: (words: string) => void): (() => void) => {
  const end = (): void => {
    say('Stopped: every view is either the old one or the new one. The next run starts over.');
    process.exit(stopped);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, end);
  return () => {
    for (const signal of signals) process.off(signal, end);
  };
};

const built = (views: ReadonlyArray<ViewId>): string =>
  views.length === 0
    ? 'The log is empty: there is nothing to build.'
    : `Built anew: ${views.map(({ name }) => name).join(', ')}.`;

const sentenceOf = (fault: RebuildFault): string => {
  switch (fault.type) {
    case 'ViewUnknown':
      return unknownView(fault.name);
    case 'ViewStopped':
      return `The view ${fault.name} met an event after position ${fault.position} that it cannot fold (${fault.detail}); it was left as it was.`;
    default:
      return sentenceOfOpen(fault);
  }
};

/** Builds views anew beside those that are read, and puts each in the other's place when it has caught up. */
export const rebuild = (
  wanted: ReadonlyArray<string>,
  configuration: Configuration,
  { tell, say }: Said,
): Promise<number> => {
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    say(unknownView(unknown));
    return Promise.resolve(2);
  }
  const progress = progressOn(process.stderr, process.env['TERM']);
  const calm = endedBySignals((words) => {
    progress.end();
    say(words);
  });
  return withFollowed(configuration, say, async (stores) => {
    const only = wanted.length === 0 ? {} : { only: wanted };
    const done = await rebuildViews({ ...stores, ...only, onRebuild: progress.show })();
    progress.end();
    calm();
    if (E.isRight(done)) tell(`${built(done.right)}\n`);
    else say(sentenceOf(done.left));
    return E.isRight(done) ? 0 : 1;
  });
};
