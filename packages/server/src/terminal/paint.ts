import { styleText } from 'node:util';

/** How words stand out; without colours they are just words. */
export type Paint = {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly loud: (text: string) => string;
  readonly link: (text: string) => string;
};

const plain = (text: string): string => text;

/** Colours for a terminal that has them and a person who wants them (https://no-color.org). */
export const paintFor = (
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Paint => {
  const unwanted = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  if (stream.isTTY !== true || unwanted) return { bold: plain, dim: plain, loud: plain, link: plain };
  return {
    bold: (text) => styleText('bold', text),
    dim: (text) => styleText('dim', text),
    loud: (text) => styleText(['bold', 'yellow'], text),
    link: (text) => styleText('cyan', text),
  };
};
