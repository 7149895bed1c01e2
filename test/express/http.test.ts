import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes, codes, slugOf } from '@recount/api';
import { asking } from './asking.js';
import { begin, type Person, running, type Running } from './running.js';

describe('the HTTP interface', () => {
  let house: Running;
  let ada: Person;
  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
  });
  afterAll(() => house.stop());

  const post = (raw: string | Uint8Array, headers: Readonly<Record<string, string>> = {}) =>
    ada.ask('/v1/teams', { method: 'POST', raw, headers });

  /** Sends bytes as they are, and reads what comes back. */
  const wire = (bytes: string): Promise<string> =>
    new Promise((resolve) => {
      let heard = '';
      const socket = connect(Number(new URL(house.origin).port), '127.0.0.1', () => socket.write(bytes));
      socket.setEncoding('utf8');
      socket.on('data', (text) => {
        heard += String(text);
      });
      socket.on('close', () => resolve(heard));
      socket.on('error', () => resolve(heard));
      setTimeout(() => socket.destroy(), 1_500);
    });

  it.each([
    ['__proto__', '{"name":"A","handle":"pro-to","__proto__":{"role":"admin"}}'],
    ['an escaped __proto__', '{"name":"A","handle":"pro-to","\\u005f_proto__":1}'],
    ['constructor.prototype', '{"name":"A","handle":"pro-to","constructor":{"prototype":{"x":1}}}'],
    ['a field named twice', '{"name":"A","handle":"pro-to","name":"B"}'],
    ['a field named twice by an escape', '{"name":"A","handle":"pro-to","n\\u0061me":"B"}'],
    ['an extra field', '{"name":"A","handle":"pro-to","role":"admin"}'],
    ['an accountId', '{"name":"A","handle":"pro-to","accountId":"acc_00000000000000000000000000"}'],
    ['verified', '{"name":"A","handle":"pro-to","verified":true}'],
    ['a number for a name', '{"name":1,"handle":"pro-to"}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"x"'],
  ])('H1 a body with %s is refused, and nothing else is changed by it', async (_, raw) => {
    expect((await post(raw)).status).toBe(400);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { role?: string }).role).toBeUndefined();
  });

  it('H1 what does not fit is named by its place, and never shown', async () => {
    const { body, text } = await post('{"name":"  spaced  secret-looking ","handle":"A","x/y":1}');
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      '/handle',
      '/name',
      '/x~1y',
    ]);
    expect(text).not.toContain('secret-looking');
  });

  it.each([
    ['nothing', ''],
    ['half a body', '{"name":'],
    ['a comma too many', '{"name":"A","handle":"x-y-z",}'],
    ['NaN', '{"name":NaN}'],
    ['two values', '{} {}'],
    ['one deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['one deep and wide', `{"a":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`],
    ['a NUL', '{"name":"a\\u0000b","handle":"nul-nul"}'],
    ['half a pair', '{"name":"a\\ud800b","handle":"half-pair"}'],
    ['a byte order mark', '\ufeff{"name":"A","handle":"bom-bom"}'],
  ])('H4 %s is no JSON that can be kept', async (_, raw) => {
    expect((await post(raw)).status).toBe(400);
  });

  it('H4 bytes that are no UTF-8 are refused', async () => {
    const raw = Buffer.concat([
      Buffer.from('{"name":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('","handle":"utf-eight"}'),
    ]);
    expect((await post(raw)).body).toMatchObject({ status: 400, code: 'BodyUnreadable' });
  });

  it.each([
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/x-www-form-urlencoded' }],
    [{ 'content-type': 'application/json; charset=utf-7' }],
    [{ 'content-type': 'application/json; charset=latin1' }],
    [{ 'content-encoding': 'gzip' }],
    [{ 'content-encoding': 'br' }],
  ])('H4 a body that comes with %j is not read', async (headers) => {
    const answer = await post('{"name":"A","handle":"media-type"}', headers);
    expect(answer.body).toMatchObject({ status: 415, code: 'BodyNeedsJson' });
  });

  it('H2 a body of 10 MB is refused and not kept', async () => {
    const before = process.memoryUsage().heapUsed;
    const answer = await post(`{"name":"${'a'.repeat(10_000_000)}"}`);
    expect(answer.body).toMatchObject({ status: 413, code: 'BodyTooLarge' });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  });

  it('H2 headers of 1 MB, and very many of them, are refused', async () => {
    const large = await wire(`GET /v1/me HTTP/1.1\r\nHost: x\r\nX-Large: ${'a'.repeat(1_000_000)}\r\n\r\n`);
    expect(large).toContain('HTTP/1.1 431');
    expect(large).toContain('"code":"HeadersTooLarge"');
    const many = await wire(`GET /v1/me HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(100_000)}\r\n`);
    expect(many).toContain('HTTP/1.1 431');
  });

  it('H2 a length and chunks together are no request', async () => {
    const both =
      'POST /v1/teams HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n';
    expect(await wire(both)).toContain('HTTP/1.1 400');
  });

  it('H2 a query of very many names is refused, as is a name twice', async () => {
    expect((await ada.ask(`/v1/me?${'a[]=1&'.repeat(1_500)}`)).status).toBe(400);
    expect((await ada.ask('/v1/me/sessions?limit=1&limit=2')).body.code).toBe('Misfit');
    expect((await ada.ask('/v1/me/sessions?__proto__=1')).body.code).toBe('Misfit');
    expect(await wire(`GET /v1/me?${'a[]=&'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`)).toContain(
      'HTTP/1.1 431',
    );
  });

  it.each([
    ['/v1/me/', 404],
    ['/V1/me', 404],
    ['/v1/ME', 404],
    ['/v1//me', 404],
    ['/v1/me;x=1', 404],
    ['/v1/accounts/a%2fb', 400],
    ['/v1/accounts/%2e%2e', 400],
    ['/v1/accounts/..%2fme', 400],
    ['/v1/accounts/%252e', 400],
    ['/v1/accounts/%', 400],
    ['/v1/accounts/%ff', 400],
    ['/v1/accounts/%00', 400],
    ['/v1/accounts/%zz', 400],
    ['//x:99999/v1/me', 400],
    ['http://x:99999/v1/me', 400],
  ])('H5 %s is another address than the one meant: %i', async (path, status) => {
    const answer = await wire(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ada.token}\r\nConnection: close\r\n\r\n`,
    );
    expect([path, Number(answer.slice(9, 12))]).toEqual([path, status]);
  });

  it('H5 a browser that comes back to an address that is none is refused, and nothing breaks', async () => {
    const { state, cookie } = await begin(house.ask);
    const address = `http://x:99999/sign-in/scripted/callback?state=${state}&code=Ada`;
    const headers = `Host: x\r\nCookie: ${cookie}\r\nConnection: close`;
    expect(await wire(`GET ${address} HTTP/1.1\r\n${headers}\r\n\r\n`)).toContain('HTTP/1.1 400');
  });

  it('H7 each path answers to its own methods and names them', async () => {
    for (const path of new Set(allRoutes.map((route) => route.path))) {
      const at = path.replaceAll(/:[a-z]+/g, 'some-name');
      const own: ReadonlyArray<string> = allRoutes
        .filter((route) => route.path === path)
        .map(({ method }) => method);
      const options = await house.ask(at, { method: 'OPTIONS' });
      expect(options.status).toBe(204);
      expect(options.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining([...own, 'OPTIONS']));
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !own.includes(one))) {
        const answer = await ada.ask(at, { method });
        expect([path, method, answer.status]).toEqual([path, method, 405]);
        expect(answer.headers.get('allow')).toBe(options.headers.get('allow'));
      }
    }
  });

  it('H7 HEAD answers like GET without a body, TRACE does not answer', async () => {
    const head = await asking(house.origin, { authorization: `Bearer ${ada.token}` })('/openapi.json', {
      method: 'HEAD',
    });
    expect([head.status, head.text]).toEqual([200, '']);
    for (const path of ['/v1/me', '/', '/nothing'])
      expect(await wire(`TRACE ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toContain(
        'HTTP/1.1 405',
      );
  });

  it('H7 an override of the method is not heard', async () => {
    const answer = await ada.ask('/v1/me?_method=DELETE', {
      headers: { 'x-http-method-override': 'DELETE' },
    });
    expect(answer.body.code).toBe('Misfit');
  });

  it('H9 pages run nothing inline and stand in no frame, and texts in them are escaped', async () => {
    const { headers } = await house.ask('/problems');
    const policy = headers.get('content-security-policy')!;
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const page = await house.ask('/sign-in/scripted?return_to=/%22%3E%3Cscript%3E');
    expect(page.text).not.toContain('<script>');
  });

  it('H10 every problem has its page, for people and for programs', async () => {
    for (const code of codes) {
      const json = await house.ask(`/problems/${slugOf(code)}`, { headers: { accept: 'application/json' } });
      expect(json.body).toMatchObject({ code, type: `/problems/${slugOf(code)}` });
    }
    const html = await house.ask('/problems/team-keeps-an-admin', { headers: { accept: 'text/html' } });
    expect(html.headers.get('content-type')).toContain('text/html');
    expect((await house.ask('/problems/nothing-of-the-kind')).status).toBe(404);
  });

  it('H10 whatever is wrong is told as a problem, without a stack, a query or a path of ours', async () => {
    const answers = [
      await house.ask('/nothing'),
      await house.ask('/v1/me'),
      await post('{'),
      await ada.ask('/v1/accounts/nobody-here'),
    ];
    for (const { headers, body, text } of answers) {
      expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      expect(body).toMatchObject({
        type: expect.stringMatching(/^\/problems\/[a-z-]+$/),
        title: expect.any(String),
      });
      expect(body.instance).toBe(headers.get('request-id'));
      expect(text).not.toMatch(/at .*\.js|node_modules|SELECT|\/packages\//);
    }
  });

  it('what stands under /v1 is kept by nobody, and no header says what the service is made of', async () => {
    const { headers } = await ada.ask('/v1/me');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });

  it('everything under /v1 but the verification of keys and the ways in asks who one is', async () => {
    for (const { method, path, open } of allRoutes) {
      const at = path.replaceAll(/:[a-z]+/g, 'some-name');
      const answer = await house.ask(at, { method });
      if (open) expect(answer.status).not.toBe(401);
      else expect([at, answer.body.code]).toEqual([at, 'CredentialMissing']);
    }
  });

  it('two Authorization headers are not chosen from', async () => {
    const status = await new Promise((resolve) => {
      const request = httpRequest(`${house.origin}/v1/me`, (answer) => resolve(answer.resume().statusCode));
      request.setHeader('Authorization', [`Key ${ada.token}`, `Key ${ada.token}`]);
      request.end();
    });
    expect(status).toBe(400);
  });

  it('the documents describe every route, and are served without another host', async () => {
    const { body } = await house.ask('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const operations = Object.values(body.paths).flatMap((path) => Object.values(path as object));
    expect(operations).toHaveLength(allRoutes.length);
    for (const path of ['/docs', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js', '/docs/begin.js']) {
      const { status, text } = await house.ask(path);
      expect([path, status]).toEqual([path, 200]);
      if (!path.endsWith('bundle.js') && !path.endsWith('.css')) expect(text).not.toMatch(/https?:\/\//);
    }
  });
});
