import { type About, exampleOf, familyTable, table } from '../configuration/index.js';

const column = 6;

const about = ([name, { says, form, unless }]: readonly [string, About]): string =>
  [`  ${name}`, `${says}`, `${form}; unless set: ${unless}`].join(`\n${' '.repeat(column)}`);

/** What the program does and what it can be told. */
export const help = (): string =>
  [
    'recount-server starts Recount. Settings come from the environment.',
    '',
    '  recount-server                           serve until Ctrl-C',
    '  recount-server views                     how far each view is, and whether a node leads it',
    '  recount-server views rebuild [name ...]  build views anew, all unless named; nobody reads half of one',
    '  recount-server check-provider <name>     try a configured provider, and say what is wrong with it',
    '  recount-server --help                    this page',
    '  recount-server --version                 which one this is',
    '',
    ...Object.entries(table).map(about),
    ...Object.entries(familyTable).map(([field, words]) => about([exampleOf(field), words])),
    '',
    'Exit codes: 0 done, or stopped as asked; 1 something is in the way, or did not stop in time; 2 wrong settings or',
    'arguments; 130 stopped at once.',
    '',
  ].join('\n');
