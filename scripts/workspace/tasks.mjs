import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { node } from './child.mjs';
import { checks, runChecks } from './checks.mjs';
import { inside, say } from './places.mjs';
import { preparePeers } from './prepare.mjs';

const done = async () => 0;

const built = (path, what) => (args) => {
  const script = inside(path);
  if (existsSync(script)) return node(script, args);
  say(`There is ${what} yet.`);
  return done();
};

const docs = built('test/dist/docs/generate.js', 'no reference to generate');

const test = (args) => node(inside('test/node_modules/vitest/vitest.mjs'), ['run', '--root=test', ...args]);

// The totals also go to a file, for whoever counts.
const counted = [
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${inside('.cache', 'tests.json')}`,
];

// The service takes this process over, so that signals and exit codes are its own.
const start = async (args) => {
  const script = inside('packages/server/dist/main.js');
  process.argv = [process.execPath, script, ...args];
  await import(pathToFileURL(script).href);
  return process.exitCode;
};

const verify = async () => {
  const sound = await runChecks(Object.keys(checks));
  const codes = [sound, await docs(['--check']), await test(counted)];
  const code = codes.find((one) => one !== 0) ?? 0;
  say(code === 0 ? 'Verified.' : 'Not verified; what failed is above.');
  return code;
};

/** Every task by its name, each a function of its arguments that answers an exit code. */
export const tasks = {
  start,
  build: done,
  test,
  lint: () => runChecks(Object.keys(checks)),
  format: () => node(inside('node_modules/@biomejs/biome/bin/biome'), ['format', '--write', '.']),
  bench: built('test/dist/bench/main.js', 'no benchmark'),
  peers: async () => ((await preparePeers()) ? 0 : 1),
  docs,
  'docs:check': (args) => docs(['--check', ...args]),
  verify,
};
