// Takes each rule out of a copy of the domain, one at a time, and says which tests notice.
// A rule whose own test stays green without it is a defect: `node scripts/rules-bite.mjs [rule ...]`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { inside } from './workspace/places.mjs';

const place = inside('.cache', `rules-bite-${process.pid}`);
const copy = `${place}/packages/domain`;
const config = `${place}/vitest.config.mjs`;
const report = `${place}/tests.json`;

/** What each rule says when it is always right. */
const alwaysRight = {
  actionNeedsPermission: '() => (standing) => right(standing)',
  archivedAccountsAreQuiet: '() => (standing) => right(standing)',
  claimsUseLivingKeys: '(claims) => right(claims)',
  closedInvitationsStayClosed: '() => right(true)',
  contextNeedsMembership: '(standing) => right(standing)',
  grantNoMoreThanYouHold: '(standing) => right(standing)',
  handleIsTakenOnce: '(_, wish) => right(wish.handle)',
  idsAreFresh: '() => right(true)',
  identityKeepsALogin: '() => right(true)',
  invitationAnswersToItsLink: '(invitation) => right(invitation)',
  invitationIsForThisPerson: '() => right(true)',
  invitationIsUsedOnce: '() => right(true)',
  inviterStillMayInvite: '() => right(true)',
  removedMembersNeedAFreshInvitation: '() => right(true)',
  mintedKeysEndWithTheirMaker: '() => right(true)',
  keysBelongToAccounts: '(key) => right(key)',
  keysEndInTheFuture: '(expires) => right(expires)',
  keysMintOnlyLesserKeys: '(_, scope) => right(scope)',
  loginBelongsToOneIdentity: '(claims) => right(claims.flatMap((claim) => claim.identityId ?? [])[0])',
  memberOf: '({ members }, identityId) => right(members?.get(identityId))',
  onlyVerifiedEmailsMerge: '(_, address) => address?.mailbox',
  peopleManagePeople: '(standing) => right(standing)',
  personalAccountHasOnePerson: '({ holder }) => right(holder)',
  revokedKeysStayRevoked: '(key) => right(key)',
  signInIsUsedOnce: '(started) => right(started)',
  singleSignOnHasOneLogin: '() => right(true)',
  ssoAndSocialStayApart: '(identity) => right(identity)',
  ssoEmailIsWithinVerifiedDomains: '(realm) => right(realm)',
  teamKeepsAnAdmin: '() => right(true)',
  waysInNeedAFreshSignIn: '() => right(true)',
};

const homes = /(^|\/)rules\.js$|^authority\/people\.js$|^facts\/fresh\.js$/;
const declares = /^export const (\w+) =/gm;

const rulesIn = (file) =>
  [...readFileSync(file, 'utf8').matchAll(declares)].map(([, rule]) => ({ rule, file }));

// A title bears a rule's name whatever its spaces, hyphens and capitals: `a sign-in is used once`.
const letters = (text) => text.replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

const prepare = () => {
  mkdirSync(place, { recursive: true });
  cpSync(inside('packages', 'domain', 'dist'), `${copy}/dist`, { recursive: true });
  cpSync(inside('packages', 'domain', 'package.json'), `${copy}/package.json`);
  symlinkSync(inside('packages', 'domain', 'node_modules'), `${copy}/node_modules`);
  const alias = [
    { find: '^@recount/domain$', replacement: `${copy}/dist/index.js` },
    { find: '^@recount/domain/(.+)$', replacement: `${copy}/dist/$1/index.js` },
  ];
  writeFileSync(
    config,
    `const alias = ${JSON.stringify(alias)}.map((a) => ({ ...a, find: new RegExp(a.find) }));
export default {
  root: ${JSON.stringify(inside('test'))},
  resolve: { alias },
  test: { include: ['domain/**/*.test.ts'], maxWorkers: 2, server: { deps: { external: [/packages\\/[^/]+\\/dist\\//] } } },
};
`,
  );
};

const failures = () => {
  rmSync(report, { force: true });
  const vitest = inside('test', 'node_modules', '.bin', 'vitest');
  spawnSync(vitest, ['run', '--config', config, '--reporter=json', `--outputFile=${report}`]);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const broken = testResults.filter((file) => file.assertionResults.length === 0).map((file) => file.name);
  const red = testResults.flatMap((file) => file.assertionResults.filter((test) => test.status === 'failed'));
  return [...broken, ...red.map((test) => test.fullName)];
};

const withoutRule = ({ rule, file }) => {
  const text = readFileSync(file, 'utf8');
  const declaration = `export const ${rule} =`;
  writeFileSync(file, text.replace(declaration, `${declaration} ${alwaysRight[rule]};\nconst takenOut =`));
  try {
    const red = failures();
    const own = red.filter((title) => letters(title).includes(letters(rule)));
    return { rule, own: own.length, others: red.filter((title) => !own.includes(title)) };
  } finally {
    writeFileSync(file, text);
  }
};

const say = ({ rule, own, others }) => {
  console.log(`${own > 0 ? 'bites   ' : 'TOOTHLESS'} ${rule}: ${own} of its own, ${others.length} other`);
  for (const title of others) console.log(`            also red: ${title}`);
};

try {
  prepare();
  const asked = process.argv.slice(2);
  const found = readdirSync(`${copy}/dist`, { recursive: true })
    .filter((path) => homes.test(path))
    .sort()
    .flatMap((path) => rulesIn(`${copy}/dist/${path}`));
  const unknown = found.filter(({ rule }) => alwaysRight[rule] === undefined);
  for (const { rule } of unknown)
    console.log(`UNKNOWN   ${rule}: say in this file what it answers when it is always right`);
  const before = failures();
  for (const title of before) console.log(`RED BEFORE ${title}`);
  const chosen = found.filter(
    ({ rule }) => alwaysRight[rule] && (asked.length === 0 || asked.includes(rule)),
  );
  const bites = before.length > 0 ? [] : chosen.map(withoutRule);
  for (const bite of bites) say(bite);
  const fine = bites.length > 0 && unknown.length === 0 && bites.every(({ own }) => own > 0);
  console.log(`${bites.filter(({ own }) => own > 0).length} of ${chosen.length} rules bite`);
  process.exitCode = fine ? 0 : 1;
} finally {
  rmSync(place, { recursive: true, force: true });
}
