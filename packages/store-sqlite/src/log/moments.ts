import type { Position } from '@recount/core/ports';
import type { Connection } from '../file/connection.js';
import { heading } from './pages.js';

/** Finds the last event recorded at or before a moment by halving: time never runs backwards along the log. */
export const findingMoments = (connection: Connection): ((recordedAt: number) => Position) => {
  const head = heading(connection);
  const recorded = connection.question<readonly [number]>(
    'SELECT recorded_at FROM events WHERE position = ?',
  );
  return (moment) => {
    let before = 0;
    let after = head() + 1;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if ((recorded(middle)[0]?.[0] ?? 0) <= moment) before = middle;
      else after = middle;
    }
    return before;
  };
};
