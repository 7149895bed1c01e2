import { filesUnder, textOf } from './root.js';
import { nodesOf, type Node, parsed, ts } from './typescript.js';

/** A test's or a group's title, and the file that it stands in. */
export type Title = { readonly title: string; readonly file: string };

const speaks = /^(describe|test|it)\b/;

const titleIn = (call: Node): ReadonlyArray<string> => {
  const [first] = call.arguments ?? [];
  return first !== undefined && ts.isStringLiteralLike(first) && speaks.test(call.expression?.getText() ?? '')
    ? [first.text ?? '']
    : [];
};

const titlesIn = (file: string): ReadonlyArray<Title> =>
  nodesOf(parsed(file, textOf(file)))
    .filter(ts.isCallExpression)
    .flatMap(titleIn)
    .map((title) => ({ title, file }));

/** Every title in the tests of the domain. */
export const titles: ReadonlyArray<Title> = filesUnder('test/domain', '.test.ts').flatMap(titlesIn);

const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

const leading = /^(?:only )?(?:an? |the )?/;

// A title begins with a rule's name whatever its spaces, hyphens and capitals: `a sign-in is used once: ...`.
const bears = (title: string, rule: string): boolean =>
  [title, title.replace(leading, '')].some((words) => letters(words).startsWith(letters(rule)));

/** The titles that bear a rule's name. */
export const titlesThatBear = (rule: string): ReadonlyArray<Title> =>
  titles.filter(({ title }) => bears(title, rule));
