import type { Problem } from './ask.js';

/** What is said of a problem: its detail, and for what did not fit, where and what had to be there. */
export const wordsFor = ({ detail, errors = [] }: Problem): string => {
  const places = errors.map(
    ({ pointer, expected }) => `${pointer.replace(/^\/(?:body\/)?/, '')}: ${expected}`,
  );
  return [detail, ...places].join(' · ');
};
