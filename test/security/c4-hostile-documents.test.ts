import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answer } from './saml/answer.js';
import { judge, judgePosted, takenBy } from './saml/connection.js';
import { hostileAt, unreadable } from './saml/forgeries/hostile.js';

let asked = 0;
let server: Server;
let address = '';

beforeAll(async () => {
  server = createServer((_, response) => {
    asked += 1;
    response.end('<!ENTITY x "y">');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  address = typeof at === 'object' && at !== null ? `http://127.0.0.1:${at.port}/` : '';
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('C4 a document that was made to hurt', () => {
  it('C4 the same document without a forgery is taken, also with a declaration and line breaks in its base64', async () => {
    expect((await takenBy(answer())).login.subject).toBe('ada-0001');
    const declared = `<?xml version="1.0" encoding="UTF-8"?>\n${answer()}\n`;
    const lines = Buffer.from(declared).toString('base64').replace(/.{76}/g, '$&\r\n');
    expect(await judgePosted(lines)).toMatchObject({ login: { subject: 'ada-0001' } });
  });

  it('C4 somebody in 200 groups, each with the type of its value, is taken', async () => {
    const types =
      'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const group = (index: number): string =>
      `<saml:AttributeValue ${types} xsi:type="xs:string">group-${index}</saml:AttributeValue>`;
    const groups = Array.from({ length: 200 }, (_, index) => group(index)).join('');
    const attributes = `<saml:Attribute Name="groups">${groups}</saml:Attribute>`;
    expect((await takenBy(answer({ attributes }))).login.subject).toBe('ada-0001');
  });

  it.each(hostileAt(() => address))('C4 %s: refused', async (_, made, promise) => {
    expect(await judge(made())).toBe(promise);
  });

  it.each(unreadable)('C4 %s: refused', async (_, made, promise) => {
    expect(await judgePosted(made())).toBe(promise);
  });

  it('C4 nothing was asked over the network meanwhile', () => {
    expect(asked).toBe(0);
  });
});
