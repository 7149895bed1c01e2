import { freshKey } from '@recount/playground';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, type Answer } from './saml/answer.js';
import { configuration, connection, judge, key, takenBy } from './saml/connection.js';
import { outOfTimeAt } from './saml/forgeries/out-of-time.js';

const now = Date.now();
const second = 1_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now }));
afterEach(() => void vi.useRealTimers());

const inTime: ReadonlyArray<readonly [string, Partial<Answer>]> = [
  ['the conditions ended 59 s ago', { conditionsEnd: now - 59 * second }],
  ['the confirmation ended 59 s ago', { confirmationEnds: now - 59 * second }],
  ['the conditions begin in 60 s', { conditionsBegin: now + 60 * second }],
  ['the confirmation begins in 60 s', { confirmationBegins: now + 60 * second }],
  ['the conditions have no beginning', { conditionsBegin: undefined }],
  ['the session ended 59 s ago', { sessionEnds: now - 59 * second }],
];

describe('C6 an answer is of now', () => {
  it.each(inTime)('C6 %s: taken', async (_, changes) => {
    expect((await takenBy(answer(changes))).login.subject).toBe('ada-0001');
  });

  it.each(outOfTimeAt(now))('C6 %s: refused', async (_, made, promise) => {
    expect(await judge(made())).toBe(promise);
  });

  it('C6 an instant in another form than UTC with Z: refused', async () => {
    const local = new Date(now + 300 * second).toISOString().replace('Z', '+00:00');
    const xml = answer({ conditionsEnd: local as never });
    expect(await judge(xml)).toBe('conditionsAreInTime');
  });

  it('C6 conditions or a confirmation without an end: refused', async () => {
    // The library that looks at signatures stumbles over these before they are judged.
    expect(await judge(answer({ conditionsEnd: undefined }))).toBe('signatureHolds');
    expect(await judge(answer({ confirmationEnds: undefined }))).toBe('signatureHolds');
  });

  it('C6 the end of the session at the provider is handed on', async () => {
    const sessionEnds = now + 3_600 * second;
    expect((await takenBy(answer({ sessionEnds }))).sessionEnds).toBe(sessionEnds);
  });

  it('C6 a key is trusted as long as its certificate is in force', async () => {
    const { provider } = configuration();
    const short = freshKey({ until: now + 600 * second });
    const at = connection({ provider: { ...provider, certificates: [short.certificate, key.certificate] } });
    expect((await takenBy(answer({}, { key: short }), at)).login.subject).toBe('ada-0001');
    vi.setSystemTime(now + 601 * second);
    expect(await judge(answer({}, { key: short }), at)).toBe('signatureHolds');
    expect((await takenBy(answer(), at)).login.subject).toBe('ada-0001');
  });
});
