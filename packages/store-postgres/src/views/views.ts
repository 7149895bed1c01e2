import { bell } from '@recount/core/log';
import type { ViewStore } from '@recount/core/ports';
import { channelOf } from '../database/design.js';
import type { Ground } from '../database/ground.js';
import { claiming } from '../database/owner.js';
import { moving } from './moving.js';
import { readingRows } from './rows.js';
import { leadingOf, standingOf } from './standing.js';
import { keepingUses } from './uses.js';

/** The views on a schema that is up to date. */
export const viewsOn = (ground: Ground): ViewStore => {
  const { database, schema, leave } = ground;
  const news = bell();
  let stopListening: (() => void) | undefined;
  return {
    claim: claiming(ground, 'views'),
    ...standingOf(ground),
    ...leadingOf(ground),
    ...readingRows(ground),
    ...moving(ground, news.ring),
    ...keepingUses(ground),
    wake: (signal) => {
      stopListening ??= database.listen(channelOf(schema, 'views'), news.ring);
      return news.listen(signal);
    },
    close: () => {
      stopListening?.();
      news.silence();
      return leave();
    },
  };
};
