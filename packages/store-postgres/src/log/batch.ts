import type { Commit, Write } from '@recount/core/ports';
import type { Given } from '../database/database.js';

/** A batch in columns, as the function takes it; everything in it is numbered from 1. */
type Columns = {
  readonly ids: string[];
  readonly requests: string[];
  readonly firsts: number[];
  readonly lasts: number[];
  readonly names: string[];
  readonly writeCommits: number[];
  readonly writeStreams: number[];
  readonly expected: number[];
  readonly sizes: number[];
  readonly bodies: string[];
  readonly eventCommits: number[];
  readonly eventStreams: string[];
  readonly revisions: number[];
  readonly subjectEvents: number[];
  readonly subjects: string[];
};

const noColumns = (): Columns => ({
  ids: [],
  requests: [],
  firsts: [],
  lasts: [],
  names: [],
  writeCommits: [],
  writeStreams: [],
  expected: [],
  sizes: [],
  bodies: [],
  eventCommits: [],
  eventStreams: [],
  revisions: [],
  subjectEvents: [],
  subjects: [],
});

const addEvents = (to: Columns, { stream, bodies }: Write, seen: number): void => {
  for (const [at, { text, subjects }] of bodies.entries()) {
    to.bodies.push(text);
    to.eventCommits.push(to.ids.length);
    to.eventStreams.push(stream);
    to.revisions.push(seen + 1 + at);
    for (const subject of new Set(subjects)) {
      to.subjectEvents.push(to.bodies.length);
      to.subjects.push(subject);
    }
  }
};

const adding = (to: Columns): ((commit: Commit) => void) => {
  const numbers = new Map<string, number>();
  const numberOf = (stream: string): number => {
    const known = numbers.get(stream) ?? to.names.push(stream);
    numbers.set(stream, known);
    return known;
  };
  return ({ id, request, writes }) => {
    to.ids.push(id);
    to.requests.push(request);
    to.firsts.push(to.bodies.length + 1);
    for (const write of writes) {
      const seen = write.expected === 'none' ? -1 : write.expected;
      to.writeCommits.push(to.ids.length);
      to.writeStreams.push(numberOf(write.stream));
      to.expected.push(seen);
      to.sizes.push(write.bodies.length);
      addEvents(to, write, seen);
    }
    to.lasts.push(to.bodies.length);
  };
};

/** What the function is given for a batch; `now` is milliseconds since 1970, null for the database's own clock. */
export const givenFor = (batch: ReadonlyArray<Commit>, now: number | null): ReadonlyArray<Given> => {
  const c = noColumns();
  batch.forEach(adding(c));
  const isApart = c.names.length === c.writeStreams.length;
  const commits = [c.ids, c.requests, c.firsts, c.lasts];
  const writes = [c.names, c.writeCommits, c.writeStreams, c.expected, c.sizes];
  const events = [c.bodies, c.eventCommits, c.eventStreams, c.revisions];
  return [now, isApart, ...commits, ...writes, ...events, c.subjectEvents, c.subjects];
};

/** A batch in parts that name no commit twice: what repeats a commit of the same batch comes after it. */
export const withoutRepeats = (batch: ReadonlyArray<Commit>): ReadonlyArray<ReadonlyArray<Commit>> => {
  const parts: Commit[][] = [[]];
  let ids = new Set<string>();
  for (const commit of batch) {
    if (ids.has(commit.id)) {
      ids = new Set();
      parts.push([]);
    }
    ids.add(commit.id);
    parts.at(-1)?.push(commit);
  }
  return parts;
};
