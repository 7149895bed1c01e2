import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const debian = '/usr/lib/postgresql';

/** The newest first. */
const debianFolders = (): ReadonlyArray<string> =>
  existsSync(debian)
    ? readdirSync(debian)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, 'bin'))
    : [];

/** The folder with PostgreSQL's programs, if they are installed here. */
export const programsFolder = (): string | undefined =>
  [...(process.env['PATH'] ?? '').split(delimiter), ...debianFolders()].find((folder) =>
    ['initdb', 'postgres'].every((program) => folder !== '' && existsSync(join(folder, program))),
  );

/** As whom a program runs. */
export type RunsAs = { readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root; then it runs as somebody else. Undefined: as whoever runs the tests. */
export const notRoot = (): RunsAs | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const people = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] = ['postgres', 'nobody']
    .map((name) => people.find(([known]) => known === name))
    .find((found) => found !== undefined) ?? ['', '', '65534', '65534'];
  return { uid: Number(uid), gid: Number(gid) };
};
