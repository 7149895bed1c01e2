import type { InventedCorp, Person } from '@recount/playground';
import type { Invented } from '../playground/people.js';
import type { Paint } from './paint.js';

/** What a person who has just started the service wants to know. */
export type Started = {
  readonly version: string;
  readonly origin: string;
  readonly providers: ReadonlyArray<string>;
  readonly playground: ReadonlyArray<Invented> | undefined;
  /** The company of the playground, which has single sign-on. */
  readonly company: Pick<InventedCorp, 'title' | 'domains' | 'entryPoint'> | undefined;
  /** What becomes of mail. */
  readonly mail: string;
  /** Where log and vault are; nothing when they are in memory. */
  readonly data: { readonly log: string; readonly vault: string } | undefined;
  readonly events: number;
};

const margin = '  ';
const labels = 10;

const row = (paint: Paint, label: string, value: string): string =>
  `${margin}${paint.dim(label.padEnd(labels))}${value}`;

const counted = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;

const firstNames = (people: ReadonlyArray<Person>): string => {
  const [one, two, three, ...more] = people.map(({ name }) => name.split(' ')[0] ?? name);
  const named = [one, two, three].filter((name) => name !== undefined).join(', ');
  return more.length === 0 ? named : `${named} and ${more.length} more`;
};

const title = ({ version, playground }: Started, paint: Paint): string =>
  playground === undefined
    ? `${margin}${paint.bold(`Recount ${version}`)}`
    : `${margin}${paint.bold(`Recount ${version}`)}  ${paint.loud('PLAYGROUND: everybody in here is invented')}`;

const invented = (all: ReadonlyArray<Invented>, paint: Paint): ReadonlyArray<string> => {
  const people = all[0]?.playground.people ?? [];
  return [
    ...all.map(({ title: name, playground }, at) =>
      row(paint, at === 0 ? 'Sign-in' : '', `${name}  ${playground.issuer}`),
    ),
    row(paint, '', paint.dim(firstNames(people))),
  ];
};

const companyRow = ({ company }: Started, paint: Paint): ReadonlyArray<string> =>
  company === undefined
    ? []
    : [
        row(paint, '', `${company.title} (invented)  ${new URL(company.entryPoint).origin}`),
        row(paint, '', paint.dim(`for every address at ${company.domains.join(', ')}`)),
      ];

const signIn = (started: Started, paint: Paint): ReadonlyArray<string> => {
  const { providers, playground } = started;
  if (playground === undefined) {
    const names = providers.length === 0 ? 'single sign-on' : providers.join(', ');
    return [row(paint, 'Sign-in', names)];
  }
  return [...invented(playground, paint), ...companyRow(started, paint)];
};

const data = ({ data: at, events }: Started, paint: Paint): ReadonlyArray<string> =>
  at === undefined
    ? [row(paint, 'Data', 'in memory, gone when this stops')]
    : [
        row(paint, 'Data', `${at.log}  ${paint.dim(counted(events, 'event'))}`),
        row(paint, '', paint.dim(`vault in ${at.vault}`)),
      ];

const attempt = ({ origin }: Started, paint: Paint): ReadonlyArray<string> => [
  row(paint, 'Try', `curl -s ${origin}/v1/keys/verify \\`),
  row(paint, '', `  -H 'Content-Type: application/json' -d '{"key":"a guess"}'`),
];

const ending = ({ playground }: Started, paint: Paint): ReadonlyArray<string> =>
  playground === undefined
    ? [`${margin}${paint.dim('Ctrl-C stops.')}`]
    : [
        `${margin}${paint.dim('For real people set RECOUNT_GITHUB_CLIENT_ID or RECOUNT_GOOGLE_CLIENT_ID, with its secret.')}`,
        `${margin}${paint.dim('Ctrl-C stops.')}`,
      ];

/** The one screen that the start prints: where to go, what to try, where the data is. */
export const screen = (started: Started, paint: Paint): string =>
  [
    '',
    title(started, paint),
    '',
    row(paint, 'Open', paint.link(started.origin)),
    ...signIn(started, paint),
    row(paint, 'Mail', started.mail),
    ...data(started, paint),
    '',
    ...attempt(started, paint),
    '',
    ...ending(started, paint),
    '',
    '',
  ].join('\n');
