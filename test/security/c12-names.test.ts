import { describe, expect, it } from 'vitest';
import { answer, attribute, formats } from './saml/answer.js';
import { connection, judge, takenBy } from './saml/connection.js';

const subjectOf = async (xml: string, at = connection()): Promise<string> =>
  (await takenBy(xml, at)).login.subject;

describe('C12 who it is, to the byte', () => {
  it.each([
    ['persistent', formats.persistent],
    ['an e-mail address', formats.email],
    ['unspecified', formats.unspecified],
    ['unstated', undefined],
  ])('C12 a name that is %s is taken', async (_, format) => {
    expect(await subjectOf(answer({ format, nameId: 'ada@corp.test' }))).toBe('ada@corp.test');
  });

  it.each([formats.transient, 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName', 'nothing', ''])(
    'C12 a name of the format "%s" is refused',
    async (format) => {
      expect(await judge(answer({ format }))).toBe('subjectLasts');
    },
  );

  it('C12 names that differ in case, accents or width are different people', async () => {
    const spellings = ['Ada', 'ada', 'ADA', 'ad\u00e1', 'ada\u0301', 'ａｄａ'];
    const subjects = await Promise.all(spellings.map((nameId) => subjectOf(answer({ nameId }))));
    expect(subjects).toEqual(spellings);
  });

  it.each([
    ['empty', ''],
    ['with a space before it', ' ada'],
    ['with a space after it', 'ada '],
    ['over two lines', 'ada\nada'],
    ['with a control character', 'ada&#x7f;'],
    ['longer than 256 characters', 'a'.repeat(257)],
  ])('C12 a name that is %s is refused', async (_, nameId) => {
    expect(await judge(answer({ nameId }))).toBe('subjectIsWhole');
  });

  it('C12 a name of 256 characters is taken', async () => {
    expect(await subjectOf(answer({ nameId: 'a'.repeat(256) }))).toHaveLength(256);
  });

  it('C12 an attribute is the subject where the connection says so, whatever the name is', async () => {
    const at = connection({ subjectAttribute: 'employeeNumber' });
    const attributes = attribute('employeeNumber', '4711');
    expect(await subjectOf(answer({ attributes, format: formats.transient }), at)).toBe('4711');
    expect(await judge(answer(), at)).toBe('subjectIsNamed');
    expect(await judge(answer({ attributes: attribute('employeeNumber', '4711', '4712') }), at)).toBe(
      'subjectIsNamed',
    );
    expect(await judge(answer({ attributes: attributes + attributes }), at)).toBe('subjectIsNamed');
  });

  it('C12 the address comes from a name that is one, where no attribute has it', async () => {
    const named = await takenBy(answer({ email: '', format: formats.email, nameId: 'Ada@Corp.test' }));
    expect(named.login).toMatchObject({ subject: 'Ada@Corp.test', address: { email: 'ada@corp.test' } });
    const other = await takenBy(answer({ email: '', nameId: 'ada@corp.test' }));
    expect(other.login.address).toBeUndefined();
  });
});
