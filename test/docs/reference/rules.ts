import { problems } from '@recount/api';
import { code, type Page, pageOf, section, tableOf } from './markdown.js';
import { type Exported, exportsOf, saysOf, tagsIn } from './sources.js';
import { titlesThatBear } from './titles.js';
import { nodesOf, ts } from './typescript.js';

/** A rule: its name and sentence, where it lives, and what it refuses with. */
export type Rule = {
  readonly name: string;
  readonly says: string;
  readonly file: string;
  readonly refusals: ReadonlyArray<string>;
};

const homes = /\/rules\.ts$|\/authority\/people\.ts$|\/facts\/fresh\.ts$/;

const isRule = ({ file, is, node }: Exported): boolean =>
  is === 'constant' && homes.test(file) && node?.getText().includes('=>') === true;

const refusedBy = ({ node }: Exported): ReadonlyArray<string> => {
  const answer = nodesOf(node ?? ({} as never)).find(
    (one) => ts.isTypeReferenceNode(one) && one.getText().startsWith('Either<'),
  );
  return tagsIn('domain', answer?.typeArguments?.[0]);
};

/** Every rule of the domain, in the order of the alphabet. */
export const rules = (): ReadonlyArray<Rule> =>
  exportsOf('domain')
    .filter(isRule)
    .map((one) => ({ name: one.name, says: saysOf(one), file: one.file, refusals: refusedBy(one) }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));

const homeOf = (file: string): string => file.replace('packages/domain/src/', '').replace(/\/?[^/]*$/, '');

const statusOf = (refusal: string): string =>
  Object.hasOwn(problems, refusal) ? String(problems[refusal as keyof typeof problems].status) : '';

const testLink = ({ name }: Rule): string =>
  titlesThatBear(name)
    .map(({ title, file }) => `[${title}](../../${file})`)
    .join('<br>');

const row = (rule: Rule): ReadonlyArray<string> => [
  `[${code(rule.name)}](../../${rule.file})`,
  rule.says,
  homeOf(rule.file),
  rule.refusals.length === 0 ? 'none: it chooses, and refuses nobody' : rule.refusals.map(code).join(', '),
  rule.refusals.map(statusOf).join(', '),
  testLink(rule),
];

const others = (): ReadonlyArray<ReadonlyArray<string>> => {
  const ruled = new Set(rules().flatMap(({ refusals }) => refusals));
  return exportsOf('domain')
    .filter(({ is, name }) => is === 'type' && Object.hasOwn(problems, name) && !ruled.has(name))
    .map((refusal) => [code(refusal.name), saysOf(refusal), statusOf(refusal.name)]);
};

/** The page of all rules: each is one function, whose name is its refusal's and its test's. */
export const rulesPage = (): Page =>
  pageOf(
    'rules',
    {
      title: 'Rules',
      about: [
        'Each rule is one function. Its sentence is the rule; its refusal says that it was broken; its test holds it.',
        'The status is what an HTTP client gets.',
      ].join('\n'),
    },
    [
      tableOf(['rule', 'says', 'lives in', 'refusal', 'status', 'held by'], rules().map(row)),
      section(
        'Other refusals',
        'Refusals that no rule function of their own brings about.',
        tableOf(['refusal', 'says', 'status'], others()),
      ),
    ],
  );
