import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_RDONLY, O_WRONLY } = constants;
const ownerOnly = 0o600;
const forOthers = 0o077;
const shortest = 32;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

const withFile = async <A>(file: FileHandle, use: (file: FileHandle) => Promise<A>): Promise<A> => {
  try {
    return await use(file);
  } finally {
    await file.close();
  }
};

const readFrom = async (file: FileHandle, path: string): Promise<E.Either<string, string>> => {
  const { mode } = await file.stat();
  if ((mode & forOthers) !== 0)
    return E.left(`Others can read the secret in ${path}; make it the owner's alone with: chmod 600 ${path}`);
  const secret = (await file.readFile('utf8')).trim();
  return secret.length < shortest
    ? E.left(`The secret in ${path} is damaged: it is shorter than ${shortest} characters.`)
    : E.right(secret);
};

const syncFolder = async (folder: string): Promise<void> =>
  withFile(await open(folder, O_RDONLY), (file) => file.sync());

// Written in full under another name first: the file is there whole, or not at all.
const keep = async (path: string, secret: string): Promise<void> => {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, ownerOnly);
  await withFile(file, async () => {
    await file.writeFile(`${secret}\n`);
    await file.sync();
  });
  try {
    await link(draft, path);
  } finally {
    await unlink(draft);
  }
  await syncFolder(dirname(path));
};

const make = async (path: string): Promise<E.Either<string, string>> => {
  const secret = randomBytes(32).toString('base64url');
  await keep(path, secret);
  return E.right(secret);
};

const find = async (path: string, isFirstStart: boolean): Promise<E.Either<string, string>> => {
  const file = await open(path, O_RDONLY | O_NOFOLLOW).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (file !== undefined) return withFile(file, () => readFrom(file, path));
  return isFirstStart
    ? make(path)
    : E.left(
        `The secret that opens the vault is gone from ${path}; bring it back, or set RECOUNT_SECRET to it.`,
      );
};

/** The secret kept beside the store, made at the first start and never again; or in a sentence why there is none. */
export const keptSecret = (path: string, isFirstStart: boolean): Promise<E.Either<string, string>> =>
  find(path, isFirstStart).catch((error: unknown) =>
    E.left(
      codeOf(error) === 'ELOOP'
        ? `${path} is a symbolic link; the secret has to be a file of its own.`
        : `The secret in ${path} cannot be used (${codeOf(error)}).`,
    ),
  );
