import { type About, table } from '../configuration/index.js';

const column = 6;

const about = ([name, { says, form, unless }]: readonly [string, About]): string =>
  [`  ${name}`, `${says}`, `${form}; unless set: ${unless}`].join(`\n${' '.repeat(column)}`);

/** What the program does and what it can be told. */
export const help = (): string =>
  [
    'recount-server starts Recount. It takes no arguments; settings come from the environment.',
    '',
    '  recount-server            serve until Ctrl-C',
    '  recount-server --help     this page',
    '  recount-server --version  which one this is',
    '',
    ...Object.entries(table).map(about),
    '',
    'Exit codes: 0 stopped as asked, 1 could not start, 2 wrong settings, 130 stopped twice.',
    '',
  ].join('\n');
