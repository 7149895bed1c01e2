import { describe, expect, it } from 'vitest';
import { answer, attribute } from './saml/answer.js';
import { connection, judge, takenBy } from './saml/connection.js';
import { cutAddresses, cutNames, cutNamesOfAddresses, longer } from './saml/forgeries/cuts.js';
import { changed } from './saml/pieces.js';

describe('C3 a name is read whole or not at all', () => {
  it('C3 the whole name is the subject, and the whole address the address', async () => {
    const { login } = await takenBy(answer({ nameId: longer, email: longer }));
    expect(login).toMatchObject({ subject: longer, address: { email: longer } });
  });

  it('C3 a name with a character reference is read as what it stands for', async () => {
    const spelt = changed(answer({ nameId: longer }), `>${longer}<`, '>ada@corp&#46;test.evil.test<');
    expect((await takenBy(spelt)).login.subject).toBe(longer);
  });

  it.each(cutNames)('C3 %s in a signed name: refused', async (_, made, promise) => {
    expect(await judge(made())).toBe(promise);
  });

  it.each(cutAddresses)('C3 %s in a signed address: refused', async (_, made, promise) => {
    expect(await judge(made())).toBe(promise);
  });

  it.each(cutNamesOfAddresses)(
    'C3 %s in an address that is also the subject: refused',
    async (_, made, promise) => {
      expect(await judge(made())).toBe(promise);
    },
  );

  it('C3 an element within a name: refused', async () => {
    expect(await judge(answer({ nameId: 'ada@corp.test<x>.evil.test</x>' }))).toBe('subjectIsNamed');
    expect(await judge(answer({ nameId: '<saml:BaseID>ada</saml:BaseID>' }))).toBe('subjectIsNamed');
  });

  it('C3 an address with an element within is not read, and none is put in its place', async () => {
    const { login } = await takenBy(answer({ email: 'ada@corp.test<x>.evil.test</x>' }));
    expect(login.address).toBeUndefined();
  });

  it('C3 two addresses, or one that can be read in two ways: refused', async () => {
    const twice = answer({ attributes: attribute('email', 'bob@corp.test') });
    expect(await judge(twice)).toBe('addressIsWhole');
    for (const email of ['"ada@evil.test x"@corp.test', 'ada@corp.test, b@evil.test', 'ada', 'a@b@corp.test'])
      expect(await judge(answer({ email: email.replaceAll('"', '&quot;') }))).toBe('addressIsWhole');
  });

  it('C3 an address where the connection says, and nowhere else', async () => {
    const attributes = attribute('work', 'ada.corp@corp.test');
    const named = connection({ emailAttribute: 'work' });
    expect((await takenBy(answer({ attributes }), named)).login.address?.email).toBe('ada.corp@corp.test');
    expect((await takenBy(answer(), named)).login.address).toBeUndefined();
  });
});
