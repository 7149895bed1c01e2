import { readFileSync } from 'node:fs';

const server = new URL('../../packages/server/', import.meta.url);
export const manifest = JSON.parse(readFileSync(new URL('package.json', server), 'utf8'));
/** The server's configuration, through the door that its manifest names. */
export const door = await import(new URL(manifest.exports['./configuration'], server).href);

type Read =
  | { readonly _tag: 'Left'; readonly left: unknown }
  | { readonly _tag: 'Right'; readonly right: unknown };
export type Environment = Readonly<Record<string, string>>;

const read = (environment: Environment): Read => door.configurationIn(environment);
/** What is wrong with an environment. */
export const problems = (environment: Environment): ReadonlyArray<{ name: string; what: string }> => {
  const outcome = read(environment);
  return outcome._tag === 'Left' ? (outcome.left as never) : [];
};
/** What an environment says; one that says nothing usable is a defect of the test. */
export const configured = (environment: Environment): Record<string, unknown> => {
  const outcome = read(environment);
  if (outcome._tag === 'Left') throw new Error(JSON.stringify(outcome.left));
  return outcome.right as never;
};
