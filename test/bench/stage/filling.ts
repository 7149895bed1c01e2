import type { Core } from '@recount/core';
import type { BatchLog, LogReader } from '@recount/core/ports';
import type { DisplayName } from '@recount/domain/vocabulary';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { must, type Person, signUp } from './engine.js';
import { keyHistories, type KeySample, sampleOf } from './happenings.js';

/** People of a log, and what their keys' events look like there. */
export type Settled = { readonly people: ReadonlyArray<Person>; readonly samples: ReadonlyArray<KeySample> };

/** Somebody issues a key and renames it; how the engine wrote that down. */
const sampled = async (core: Core, person: Person, log: LogReader): Promise<KeySample> => {
  const issued = await must(
    core.issueKey({ ...person, name: 'A sample of a key' as DisplayName, scope: 'API' }),
  );
  const name = 'The same, renamed' as DisplayName;
  await must(core.ask({ type: 'RenameKey', ...person, keyId: issued.keyId, name }));
  const { events } = await must(log.readSubject(issued.keyId, 0, 2));
  const [first, second] = events.map(({ text }) => sampleOf(text));
  if (first === undefined || second === undefined) throw new Error('the log does not hold what was written');
  return { issued: first, renamed: second };
};

/** Signs so many people up and lets each issue a key. */
export const settle = async (core: Core, log: LogReader, count: number): Promise<Settled> => {
  const people: Person[] = [];
  const samples: KeySample[] = [];
  for (let at = 0; at < count; at++) {
    const person = await signUp(core, `person${at}`);
    people.push(person);
    samples.push(await sampled(core, person, log));
  }
  return { people, samples };
};

const batch = 1024;

/** Fills a log with real events, in large batches, until it holds so many. */
export const fill = async (
  log: BatchLog,
  samples: ReadonlyArray<KeySample>,
  until: number,
): Promise<void> => {
  const make = keyHistories(samples);
  const { head } = await must(log.readAll(0, 1));
  const missing = until - head;
  for (let at = 0; at < missing; at += batch) {
    const commits = make(at, Math.min(batch, missing - at));
    if (!isNonEmpty(commits)) return;
    const verdicts = await must(log.appendBatch(commits));
    const odd = verdicts.find(({ type }) => type !== 'ok');
    if (odd !== undefined) throw new Error(`the log was not filled: ${JSON.stringify(odd)}`);
  }
};
