import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { grounds } from '../rig/grounds.js';
import { type Node, onNode } from '../rig/node.js';
import { timePasses } from '../rig/people.js';

const minute = 60_000;

describe.each(grounds)('$name, what is parked', (ground) => {
  const on = (run: (node: Node) => Promise<void>) => onNode(run, {}, ground);
  const parkOn = async ({ core: { parking } }: Node) => {
    const ticket = parking.ticket();
    const wish = { ticket, content: 'who came back', lasts: 2 * minute };
    await answered(() => parking.park('sign-in-answer', wish));
    expect(await refusal(() => parking.park('sign-in-answer', wish))).toMatchObject({ type: 'Unavailable' });
    return ticket;
  };

  it(
    'is looked at as often as one likes, and taken once',
    on(async (node) => {
      const { parking } = node.core;
      const ticket = await parkOn(node);
      for (let times = 0; times < 2; times += 1)
        expect(await answered(() => parking.look('sign-in-answer', ticket))).toBe('who came back');
      const takers = Array.from({ length: 32 }, () => answered(() => parking.take('sign-in-answer', ticket)));
      expect((await Promise.all(takers)).filter((one) => one !== undefined)).toEqual(['who came back']);
      expect(await answered(() => parking.look('sign-in-answer', ticket))).toBeUndefined();
    }),
  );

  it(
    'is gone when its time is over',
    on(async (node) => {
      const ticket = await parkOn(node);
      await timePasses(node, newYear + 2 * minute);
      expect(await answered(() => node.core.parking.take('sign-in-answer', ticket))).toBeUndefined();
    }),
  );

  it(
    'is for its own ticket and its own purpose only',
    on(async (node) => {
      const { parking } = node.core;
      const ticket = await parkOn(node);
      const other = `${ticket.startsWith('A') ? 'B' : 'A'}${ticket.slice(1)}`;
      for (const wrong of [other, '', 'x', `${ticket}=`, ticket.slice(1), `../${ticket}`])
        expect(await answered(() => parking.take('sign-in-answer', wrong))).toBeUndefined();
      expect(await answered(() => parking.take('sign-in-request', ticket))).toBeUndefined();
      expect(await answered(() => parking.take('sign-in-answer', ticket))).toBe('who came back');
    }),
  );
});
