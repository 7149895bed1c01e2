import { nodeQuietly } from './child.mjs';
import { inside, say, since } from './places.mjs';

const bin = (path) => inside('node_modules', path);

/** Everything that reads the code without running it: a script and its arguments by the check's name. */
export const checks = {
  lint: [bin('oxlint/bin/oxlint'), ['--deny-warnings']],
  house: [inside('scripts/check-house.mjs'), []],
  boundaries: [
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    ['--config', '.dependency-cruiser.cjs', 'packages', 'test'],
  ],
  unused: [bin('knip/bin/knip.js'), ['--no-progress']],
  format: [bin('@biomejs/biome/bin/biome'), ['format', '.']],
};

const runCheck = async (name) => {
  const start = performance.now();
  const [script, args] = checks[name];
  const { code, output } = await nodeQuietly(script, args);
  if (code !== 0) say(`\n${output}\n`);
  say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${since(start)})`);
  return code;
};

/** Runs checks one after another, shows what those that fail have to say, and answers an exit code. */
export const runChecks = async (names) => {
  const codes = [];
  for (const name of names) codes.push(await runCheck(name));
  return codes.every((code) => code === 0) ? 0 : 1;
};
