import ts from 'typescript';

const pure = /^packages\/(domain|projections)\/src\//;

const isDate = (node) => ts.isIdentifier(node) && node.text === 'Date';

const readsTheClock = (node) =>
  (ts.isNewExpression(node) && isDate(node.expression) && (node.arguments?.length ?? 0) === 0) ||
  (ts.isCallExpression(node) && isDate(node.expression));

const rules = [
  {
    of: /\.ts$/,
    breaks: (node) => ts.isExportDeclaration(node) && node.exportClause === undefined,
    because: 'name what you export; `export *` hides it.',
  },
  {
    of: /\.ts$/,
    breaks: ts.isEnumDeclaration,
    because: 'a union of words instead of an enum.',
  },
  {
    of: pure,
    breaks: ts.isClassLike,
    because: 'no classes in pure packages; data and functions.',
  },
  {
    of: pure,
    breaks: readsTheClock,
    because: 'the time comes in as data on the command.',
  },
];

const lineOf = (source, node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;

const search = (source, breaks) => {
  const found = [];
  const visit = (node) => {
    if (breaks(node)) found.push(lineOf(source, node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/** What the syntax tree shows. */
export const inCode = ({ path, text }) => {
  if (!path.endsWith('.ts')) return [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return rules
    .filter((rule) => rule.of.test(path))
    .flatMap((rule) => search(source, rule.breaks).map((line) => `${path}:${line}: ${rule.because}`));
};
