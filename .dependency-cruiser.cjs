// Who may import whom. Each comment is what you read when a rule bites.

const outsideOurs = '^node_modules/|/node_modules/';
const inPackage = (...names) => `^packages/(${names.join('|')})/`;

/** One package and those of ours that it may import. */
const imports = (name, allowed, because) => ({
  name: `${name}-imports`,
  comment: because,
  severity: 'error',
  from: { path: inPackage(name) },
  to: { path: '^(packages|test)/', pathNot: inPackage(name, ...allowed) },
});

/** A package of plain functions: of the world it knows only the named libraries. */
const pure = (name, libraries) => ({
  name: `${name}-is-pure`,
  comment: `${name} is pure: besides our own, it imports ${libraries.join(' and ')}, and nothing that Node or a browser brings.`,
  severity: 'error',
  from: { path: inPackage(name) },
  to: { pathNot: ['^packages/', `/node_modules/(${libraries.join('|')})/`] },
});

const store = 'store-(memory|sqlite|postgres|eventstoredb)';

const packages = [
  imports('domain', [], 'domain is the innermost room: it imports nothing else of ours.'),
  imports('projections', ['domain'], 'projections fold events: of ours they import domain and nothing else.'),
  imports(
    'core',
    ['domain', 'projections'],
    'core runs the domain on a store: of ours it imports domain and projections. A store or a framework is handed to it.',
  ),
  imports(
    'api',
    ['domain'],
    'api is the HTTP interface as codecs: of ours it imports domain and nothing else.',
  ),
  ...['memory', 'sqlite', 'postgres', 'eventstoredb'].map((kind) =>
    imports(
      `store-${kind}`,
      ['domain', 'projections', 'core'],
      'A store is an adapter of core: it imports core and what core stands on, never another adapter.',
    ),
  ),
  imports(
    'identity-providers',
    ['domain', 'projections', 'core'],
    'identity-providers is an adapter of core: it imports core and what core stands on, never another adapter.',
  ),
  imports(
    'mail',
    ['domain', 'projections', 'core'],
    'mail is an adapter of core: it turns letters into mails and sends them, and imports core and what core stands on, never another adapter.',
  ),
  imports(
    'audit',
    ['domain', 'projections', 'core'],
    'audit is an adapter of core: it imports core and what core stands on, never another adapter.',
  ),
  imports(
    'express',
    ['domain', 'projections', 'core', 'api'],
    'express is an adapter: it imports core and api and what they stand on, never another adapter; the server hands it the rest.',
  ),
  imports(
    'client',
    ['domain', 'api'],
    'client speaks the HTTP interface: of ours it imports api and what api stands on.',
  ),
  imports(
    'cli',
    ['api', 'client', 'audit'],
    'The command line reaches the service over HTTP only: of ours it imports client, api and, for histories that are offline, audit.',
  ),
  imports(
    'dashboard',
    ['api', 'client'],
    'The dashboard reaches the service over HTTP only: of ours it imports client and the types of api.',
  ),
  imports('playground', [], 'The playground stands for the outside world: it imports nothing of ours.'),
];

const doors = [
  {
    name: 'nothing-imports-server',
    comment:
      'server is the only composition root: everything is handed to others there, and nothing imports it.',
    severity: 'error',
    from: { path: '^(packages|test)/', pathNot: inPackage('server') },
    to: { path: inPackage('server') },
  },
  {
    name: 'server-serves-the-dashboard',
    comment:
      "The server serves the dashboard's built files and imports neither it nor another program that reaches the service over HTTP.",
    severity: 'error',
    from: { path: inPackage('server') },
    to: { path: inPackage('dashboard', 'cli', 'client') },
  },
  {
    name: 'server-imports-no-tests',
    comment: 'What ships does not know its tests.',
    severity: 'error',
    from: { path: '^packages/' },
    to: { path: '^test/' },
  },
  {
    name: 'dashboard-knows-types-only',
    comment:
      "The dashboard's page is plain modules without a bundler: from api it takes types, which leave nothing behind.",
    severity: 'error',
    from: { path: inPackage('dashboard') },
    to: { path: inPackage('api'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'public-doors-only',
    comment:
      'Packages and tests meet at public doors: import `@recount/<package>`, not a path into its folder.',
    severity: 'error',
    from: { path: '^(packages/[^/]+|test)/' },
    to: { path: '^packages/[^/]+/', pathNot: '^$1/', dependencyTypes: ['local'] },
  },
  {
    name: 'adapters-apart',
    comment: 'Adapters never import each other: what two of them share belongs to core.',
    severity: 'error',
    from: { path: `^packages/(${store}|identity-providers|mail|express|audit)/` },
    to: { path: `^packages/(${store}|identity-providers|mail|express|audit)/`, pathNot: '^packages/$1/' },
  },
];

const purity = [
  pure('domain', ['fp-ts', 'io-ts']),
  pure('projections', ['fp-ts', 'io-ts']),
  pure('api', ['fp-ts', 'io-ts']),
  {
    name: 'pages-run-in-browsers',
    comment: "The dashboard and the client run in browsers, where Node's own modules do not exist.",
    severity: 'error',
    from: { path: inPackage('dashboard', 'client') },
    to: { dependencyTypes: ['core'] },
  },
];

const domain = '^packages/domain/src/';
const shared = ['facts', 'vocabulary', 'authority'];
const shapes = `${domain}(command|decision)\\.ts$`;

const insideDomain = [
  {
    name: 'slices-apart',
    comment:
      'A slice imports facts, vocabulary, authority and the shapes of a command and a decision, never another slice: what two of them share is a fact or a word.',
    severity: 'error',
    from: { path: `${domain}([^/]+)/`, pathNot: `${domain}(${shared.join('|')})/` },
    to: { path: domain, pathNot: [`${domain}($1|${shared.join('|')})/`, shapes] },
  },
  {
    name: 'facts-know-words-only',
    comment: 'Facts are what happened: they import vocabulary, and no slice, no rule and no decision.',
    severity: 'error',
    from: { path: `${domain}facts/` },
    to: { path: domain, pathNot: `${domain}(facts|vocabulary)/` },
  },
  {
    name: 'vocabulary-knows-nothing',
    comment: 'Vocabulary is words: it imports nothing of ours.',
    severity: 'error',
    from: { path: `${domain}vocabulary/` },
    to: { path: domain, pathNot: `${domain}vocabulary/` },
  },
  {
    name: 'authority-knows-no-slice',
    comment:
      'Authority says who may do what: it imports facts, vocabulary and the shape of a decision, never a slice.',
    severity: 'error',
    from: { path: `${domain}authority/` },
    to: { path: domain, pathNot: [`${domain}(${shared.join('|')})/`, shapes] },
  },
  {
    name: 'shapes-know-no-slice',
    comment:
      'Commands and decisions are shapes that every slice fills: command.ts and decision.ts import facts and vocabulary, never a slice.',
    severity: 'error',
    from: { path: shapes },
    to: { path: domain, pathNot: `${domain}(facts|vocabulary)/` },
  },
];

const everywhere = [
  {
    name: 'no-circles',
    comment: 'Two files that import each other are one file, or three.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'nothing-unresolved',
    comment: 'This import leads nowhere; build first, or correct it.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'nothing-undeclared',
    comment: 'A package lists what it imports in its own package.json.',
    severity: 'error',
    from: { path: '^(packages|test)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'nothing-from-the-workshop',
    comment: 'What ships imports no development dependency, except its types.',
    severity: 'error',
    from: { path: '^packages/[^/]+/src/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '/node_modules/@types/' },
  },
];

module.exports = {
  forbidden: [...packages, ...doors, ...purity, ...insideDomain, ...everywhere],
  options: {
    doNotFollow: { path: [outsideOurs, '/dist/'] },
    exclude: { path: ['^(packages/[^/]+|test)/dist/.*\\.tsbuildinfo$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.d.ts', '.js', '.mjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
    progress: { type: 'none' },
  },
};
