import type { Recorded } from '@recount/domain/facts';
import { activityOf, credentials, eachView, type View, views } from '@recount/projections';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldInto, type Rows } from '../projections/given.js';
import { aHistory, anEvent, eventOf, eventTypes } from './events.js';

const none = new Map<string, never>();

const holds = (law: (history: ReadonlyArray<Recorded>) => void): void => {
  fc.assert(fc.property(aHistory, law));
};

const frozen = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

const stored = <Document>(rows: Rows<Document>): Rows<Document> =>
  new Map(JSON.parse(JSON.stringify([...rows])));

type Step<Document> = {
  readonly recorded: Recorded;
  readonly before: Rows<Document>;
  readonly after: Rows<Document>;
};

const stepsOf = <Document>(
  view: View<Document>,
  history: ReadonlyArray<Recorded>,
): ReadonlyArray<Step<Document>> => {
  let before: Rows<Document> = none;
  return history.map((recorded) => {
    const after = foldInto(view, before, [recorded]);
    const step = { recorded, before, after };
    before = after;
    return step;
  });
};

const lawsOf = <Document>(view: View<Document>) =>
  describe(`the view ${view.name}`, () => {
    it('changes a row only by events that name its subject', () =>
      holds((history) => {
        for (const { recorded, before, after } of stepsOf(view, history))
          for (const id of view.rowsOf(recorded)) {
            const [was, is] = [before.get(id), after.get(id)];
            const row = is ?? was;
            if (is !== was) expect(recorded.subjects, recorded.event.type).toContain(row?.subject);
          }
      }));

    it('leaves every row alone that an event does not touch', () =>
      holds((history) => {
        for (const { recorded, before } of stepsOf(view, history)) {
          const touched = view.rowsOf(recorded);
          const others = [...before.keys(), 'nothing'].filter((id) => !touched.includes(id));
          for (const id of others) expect(view.evolve(id, before.get(id), recorded)).toBe(before.get(id));
        }
      }));

    it('comes to the same in one go and in two, with its rows stored in between', () =>
      fc.assert(
        fc.property(aHistory, fc.nat(60), (history, cut) => {
          const first = stored(foldInto(view, none, history.slice(0, cut)));
          expect(foldInto(view, first, history.slice(cut))).toStrictEqual(foldInto(view, none, history));
        }),
      ));

    it('keeps documents that JSON gives back as they were', () =>
      holds((history) => {
        const rows = foldInto(view, none, history);
        expect(stored(rows)).toStrictEqual(rows);
      }));

    it('takes any event in any order, and changes neither the row nor the event that it was given', () =>
      fc.assert(
        fc.property(aHistory, fc.infiniteStream(fc.nat()), (history, order) => {
          const shuffled = history
            .map((recorded) => ({ recorded, key: order.next().value ?? 0 }))
            .sort((one, other) => one.key - other.key);
          for (const { recorded } of shuffled) frozen(recorded);
          let rows: Rows<Document> = none;
          for (const { recorded } of shuffled) {
            rows = foldInto(view, rows, [recorded]);
            for (const row of rows.values()) frozen(row);
          }
        }),
      ));

    it("finds each row again from its subject's own history", () =>
      holds((history) => {
        for (const [id, row] of foldInto(view, none, history)) {
          const own = history.filter(({ subjects }) => subjects.includes(row.subject));
          expect(foldInto(view, none, own).get(id)).toStrictEqual(row);
        }
      }));

    it('files a row under its own id, at the position of an event that touched it', () =>
      holds((history) => {
        for (const [id, row] of foldInto(view, none, history)) {
          expect(row.id).toBe(id);
          const made = history.find(({ position }) => position === Number(row.sort));
          expect(made && view.rowsOf(made)).toContain(id);
        }
      }));
  });

describe('every view', () => {
  it('has a name of its own', () => {
    expect(new Set(views.map(({ name }) => name)).size).toBe(views.length);
  });

  it('has a version from 1 on', () => {
    for (const { version } of views) expect(version).toBeGreaterThanOrEqual(1);
  });

  it("keeps no secret's hash, but for the one that credentials are checked with", () =>
    holds((history) => {
      const rows = eachView((view) =>
        view.name === credentials.name ? [] : [...foldInto(view, none, history).values()],
      );
      expect(JSON.stringify(rows)).not.toMatch(/"[0-9a-f]{64}"/);
    }));
});

eachView(lawsOf);

describe('the history of a subject', () => {
  it("shows no secret's hash and no claim's digest", () =>
    holds((history) => {
      expect(JSON.stringify(history.map(activityOf))).not.toMatch(/[0-9a-f]{64}/);
    }));

  it('shows what JSON gives back as it was', () =>
    holds((history) => {
      const shown = history.map(activityOf);
      expect(JSON.parse(JSON.stringify(shown))).toStrictEqual(shown);
    }));
});

describe('an arbitrary event', () => {
  it.each(eventTypes)('may be %s', (type) => {
    expect(fc.sample(eventOf(type), 1)[0]?.type).toBe(type);
  });

  it('is as its codec says', () =>
    fc.assert(fc.property(anEvent, (event) => eventTypes.includes(event.type))));
});
