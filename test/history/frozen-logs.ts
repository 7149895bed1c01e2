import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Frozen } from './story.js';

const at = (name: string): string => fileURLToPath(new URL(`frozen/${name}`, import.meta.url));

/** A frozen log as it lies here: JSON that no formatter knows. */
export type FrozenFile = { readonly name: string; readonly digest: string; readonly frozen: Frozen };

/** Every frozen log there is. */
export const frozenLogs = (): ReadonlyArray<FrozenFile> =>
  readdirSync(at(''))
    .filter((name) => name.endsWith('.frozen'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(at(name), 'utf8');
      const digest = createHash('sha256').update(text).digest('hex');
      return { name, digest, frozen: JSON.parse(text) as Frozen };
    });

/** Writes a frozen log, once and never over one that is there. */
export const freeze = (name: string, frozen: Frozen): void =>
  writeFileSync(at(name), `${JSON.stringify(frozen, null, 1)}\n`, { flag: 'wx' });
