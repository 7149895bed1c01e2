import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { chainEitherKW, map } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { CheckpointMoved, LeadLost, ViewChange, ViewStore } from '@recount/core/ports';
import type { Given } from '../database/database.js';
import type { Ground } from '../database/ground.js';
import { changing, columnsOf } from './asking.js';

/** Rows of all changes in columns, with the number of their change, from 1. */
const given = (changes: ReadonlyArray<ViewChange>): ReadonlyArray<Given> => {
  const gone = changes.flatMap((change, at) => change.gone.map((id) => ({ of: at + 1, id })));
  const rows = changes.flatMap((change, at) => change.rows.map((row) => ({ of: at + 1, ...row })));
  return [
    gone.map(({ of }) => of),
    gone.map(({ id }) => id),
    rows.map(({ of }) => of),
    rows.map(({ id }) => id),
    rows.map(({ group }) => group),
    rows.map(({ sort }) => sort),
    rows.map(({ document }) => document),
  ];
};

type Objection = readonly [verdict: 'moved' | 'lost', fact: number];

/** Where the checkpoint is, if that is what stands in the way. */
const movedTo = ([objection]: ReadonlyArray<Objection>): Either<CheckpointMoved, void> =>
  objection === undefined ? right(undefined) : left({ type: 'CheckpointMoved', checkpoint: objection[1] });

/** As it is told of a step; a view that was lost is told by its number. */
const outcomeOf =
  (changes: ReadonlyArray<ViewChange>) =>
  (objections: ReadonlyArray<Objection>): Either<CheckpointMoved | LeadLost, void> => {
    const [verdict, nth] = objections[0] ?? [];
    const lost = verdict === 'lost' ? changes[(nth ?? 0) - 1] : undefined;
    return lost === undefined ? movedTo(objections) : left({ type: 'LeadLost', view: lost.view });
  };

const statements = (schema: string) => ({
  apply: {
    name: 'apply',
    text: `SELECT verdict, fact FROM ${schema}.apply($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
  },
  drop: { name: 'drop', text: `SELECT ${schema}.drop_view($1, $2)` },
  replace: { name: 'replace', text: `SELECT verdict, fact FROM ${schema}.replace_view($1, $2, $3, $4)` },
});

/** Changes views; `moved` is called after each change of this process. */
export const moving = (ground: Ground, moved: () => void): Pick<ViewStore, 'apply' | 'drop' | 'replace'> => {
  const ask = changing(ground);
  const { apply, drop, replace } = statements(ground.schema);
  const done = map(moved);
  return {
    apply: (changes, { from, to }) => {
      const tokens = changes.map(({ token }) => token);
      const views = columnsOf(changes.map(({ view }) => view));
      return pipe(
        ask<Objection>(apply, [...views, tokens, from, to, ...given(changes)]),
        chainEitherKW(outcomeOf(changes)),
        done,
      );
    },
    drop: ({ name, version }) => done(ask(drop, [name, version])),
    replace: (view, by) =>
      pipe(
        ask<Objection>(replace, [view.name, view.version, by.name, by.version]),
        chainEitherKW(movedTo),
        done,
      ),
  };
};
