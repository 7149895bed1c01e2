import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { inside } from './places.mjs';

const stampFile = inside('node_modules', '.recount-installed');

const manifests = () => [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'test/package.json',
  ...readdirSync(inside('packages'))
    .sort()
    .map((name) => `packages/${name}/package.json`),
];

const machine = () => [process.version, process.platform, process.arch].join(' ');

/** What an installation depends on: every manifest, the lockfile, and the Node that runs. */
const wanted = () => {
  const hash = createHash('sha256').update(machine());
  for (const file of manifests().filter((name) => existsSync(inside(name))))
    hash.update(`\n${file}\n`).update(readFileSync(inside(file)));
  return hash.digest('hex');
};

/** Whether the last installation still fits. */
export const isInstalled = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === wanted();

/** Forgets the last installation, so that one that is cut short is done again. */
export const forgetInstalled = () => rmSync(stampFile, { force: true });

/** Remembers that the installation fits. */
export const rememberInstalled = () => writeFileSync(stampFile, `${wanted()}\n`);
