import type { Commit } from '../../ports/index.js';

/** Why no log may take a commit: it has no event, or names a stream twice. A programming defect, never a race. */
export const flawOf = ({ writes }: Commit): string | undefined => {
  if (!writes.some(({ bodies }) => bodies.length > 0)) return 'the commit has no event';
  const streams = new Set(writes.map(({ stream }) => stream));
  return streams.size === writes.length ? undefined : 'the commit names a stream twice';
};
