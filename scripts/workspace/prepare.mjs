import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { runQuietly, nodeQuietly } from './child.mjs';
import { hold } from './lock.mjs';
import { inside, root, say, since } from './places.mjs';
import { forgetInstalled, isInstalled, rememberInstalled } from './stamp.mjs';

const packageManager = () => JSON.parse(readFileSync(inside('package.json'), 'utf8')).packageManager;

const isWritable = (folder) => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

// Package managers keep caches at home; whoever has none gets one in the checkout.
const withHome = () => {
  if (process.env.HOME !== '' && isWritable(homedir())) return process.env;
  const home = inside('.cache', 'home');
  mkdirSync(home, { recursive: true });
  return { ...process.env, HOME: home, npm_config_cache: inside('.cache', 'npm') };
};

const npx = (args) => {
  const npm = process.env.npm_execpath;
  const options = { env: withHome(), shell: process.platform === 'win32' };
  return npm !== undefined && npm.endsWith('npm-cli.js')
    ? nodeQuietly(npm, ['exec', '--yes', '--', ...args], { env: options.env })
    : runQuietly('npx', ['--yes', ...args], options);
};

const failed = (what, output) => {
  say(output);
  say(what);
  return false;
};

const install = async () => {
  if (isInstalled()) return true;
  const start = performance.now();
  forgetInstalled();
  const { code, output } = await npx([packageManager(), 'install', '--config.confirmModulesPurge=false']);
  if (code !== 0) return failed('The dependencies could not be installed; the reason is above.', output);
  rememberInstalled();
  say(`Installed the dependencies in ${since(start)}.`);
  return true;
};

const build = async () => {
  const start = performance.now();
  const { code, output } = await nodeQuietly(inside('node_modules', '@typescript', 'native', 'bin', 'tsc'), [
    '-b',
  ]);
  if (code !== 0) return failed('The build stopped; the reasons are above.', output);
  say(`Built in ${since(start)}.`);
  return true;
};

/** Installs, and unless told not to builds, what is out of date, one process at a time; answers whether all is ready. */
export const prepare = async ({ building }) => {
  const release = await hold(root, () => say('Another run is preparing this checkout; waiting for it.'));
  try {
    return (await install()) && (!building || (await build()));
  } finally {
    await release();
  }
};

const peersFolder = 'test/bench/peers';

// What was installed leaves the lockfile that it was installed by.
const peersAreThere = () => {
  const installed = inside(peersFolder, 'node_modules', '.pnpm', 'lock.yaml');
  const wanted = inside(peersFolder, 'pnpm-lock.yaml');
  return existsSync(installed) && readFileSync(installed).equals(readFileSync(wanted));
};

/** Installs what benchmarks measure Recount beside, which nothing else needs; answers whether it is there. */
export const preparePeers = async () => {
  if (peersAreThere()) return true;
  const args = ['install', '--frozen-lockfile', '--ignore-workspace', '--dir', inside(peersFolder)];
  const { code, output } = await npx([packageManager(), ...args]);
  if (code === 0) return true;
  return failed(
    'What this benchmark measures beside could not be installed; it needs the package registry, once.',
    output,
  );
};
