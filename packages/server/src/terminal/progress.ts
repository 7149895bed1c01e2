import type { RebuildProgress } from '@recount/core';

/** Where progress is shown: on a terminal one line that is written over, else a line each time. */
export type Progress = {
  readonly show: (progress: RebuildProgress) => void;
  /** Leaves the line as it is, so that other words begin on one of their own. */
  readonly end: () => void;
};

type Stream = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };

const number = (count: number): string => count.toLocaleString('en-US');

const minute = 60;

const lasting = (milliseconds: number): string => {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 2 * minute) return `${seconds} s`;
  return seconds < 120 * minute
    ? `${Math.round(seconds / minute)} min`
    : `${(seconds / minute / minute).toFixed(1)} h`;
};

/** How far views are that are being built, in a line. */
export const progressLine = ({ position, head, perSecond, remaining }: RebuildProgress): string => {
  const share = head === 0 ? 100 : Math.floor((100 * position) / head);
  const left = perSecond === 0 ? 'going on soon' : `about ${lasting(remaining)} left`;
  return `Building views: ${share} % of ${number(head)} events, ${number(perSecond)} a second, ${left}`;
};

const overwriting = '\r\u001b[K';

/** Shows progress on a stream. */
export const progressOn = (stream: Stream, term: string | undefined): Progress => {
  const overwrites = stream.isTTY === true && term !== 'dumb';
  let open = false;
  return {
    show: (progress) => {
      stream.write(overwrites ? `${overwriting}${progressLine(progress)}` : `${progressLine(progress)}\n`);
      open = overwrites;
    },
    end: () => {
      if (open) stream.write('\n');
      open = false;
    },
  };
};
