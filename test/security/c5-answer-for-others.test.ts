import { describe, expect, it } from 'vitest';
import { answer } from './saml/answer.js';
import { judge, takenBy } from './saml/connection.js';
import { forOthers } from './saml/forgeries/for-others.js';

describe('C5 an answer that is not for us, or not from them', () => {
  it('C5 the same answer without a forgery is taken', async () => {
    expect(await takenBy(answer())).toMatchObject({
      login: {
        realm: { type: 'connection', connectionId: 'con_01h455vb4pex5vsknk084s0001' },
        provider: 'corp',
        issuer: 'https://idp.corp.test/metadata',
        subject: 'ada-0001',
        address: { email: 'ada@corp.test', verified: true },
        name: 'Ada Corp',
      },
      assertionId: '_assertion',
      inResponseTo: '_request',
      sessionEnds: undefined,
    });
  });

  it.each(forOthers)('C5 %s: refused, alone', async (_, made, promise) => {
    expect(await judge(made())).toBe(promise);
  });

  it('C5 an answer that was not asked for names no request, and is handed on as such', async () => {
    const { inResponseTo } = await takenBy(answer({ inResponseTo: undefined, confirmedFor: undefined }));
    expect(inResponseTo).toBeUndefined();
  });
});
