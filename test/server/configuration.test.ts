import { afterAll, describe, expect, it, vi } from 'vitest';
import { configured, door, type Environment, manifest, problems } from './configured.js';
import { endAll, freshFolder, refusedStart, startProgram } from './program.js';

// Each test starts processes, some of them several.
vi.setConfig({ testTimeout: 30_000 });

const long = 'x'.repeat(32);
const google = { RECOUNT_GOOGLE_CLIENT_ID: 'us', RECOUNT_GOOGLE_CLIENT_SECRET: 'secret' };

const database = 'postgres://recount:horse@db.example.test:5433/accounts?sslmode=require';

afterAll(endAll);

describe('the environment', () => {
  it('may say nothing: then the playground starts on a log of its own', () => {
    expect(configured({ PATH: '/bin' })).toEqual({
      signIn: { type: 'playground' },
      ssoFile: undefined,
      store: { type: 'sqlite', path: './data/playground.db' },
      vault: { type: 'sqlite', path: './data/playground.vault.db' },
      secret: undefined,
      previousSecret: undefined,
      origin: undefined,
      port: 3000,
      bind: '127.0.0.1',
      trustedProxies: [],
      sessions: { idle: 7 * 86_400_000, lifetime: 30 * 86_400_000 },
      mail: undefined,
      logLevel: undefined,
      rateLimits: true,
      metrics: true,
      production: false,
    });
  });

  it('with a provider means the real log', () => {
    expect(configured(google)).toMatchObject({
      signIn: {
        type: 'providers',
        providers: [
          { type: 'google', name: 'google', issuer: 'https://accounts.google.com', clientId: 'us' },
        ],
      },
      store: { type: 'sqlite', path: './data/recount.db' },
      vault: { type: 'sqlite', path: './data/recount.vault.db' },
    });
  });

  it('may say everything', () => {
    const all = {
      ...google,
      RECOUNT_GOOGLE_ISSUER: 'https://login.example.test/tenant',
      RECOUNT_STORE: 'sqlite:/var/lib/recount/log.db',
      RECOUNT_VAULT: 'sqlite:/var/lib/vault/vault.db',
      RECOUNT_SECRET: long,
      RECOUNT_SECRET_PREVIOUS: `${long}y`,
      RECOUNT_ORIGIN: 'https://accounts.example.test',
      RECOUNT_PORT: '8080',
      RECOUNT_BIND: '0.0.0.0',
      RECOUNT_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      RECOUNT_LOG_LEVEL: 'debug',
      RECOUNT_RATE_LIMITS: 'off',
      RECOUNT_METRICS: 'off',
      NODE_ENV: 'production',
    };
    expect(configured(all)).toMatchObject({
      store: { path: '/var/lib/recount/log.db' },
      origin: 'https://accounts.example.test',
      port: 8080,
      bind: '0.0.0.0',
      trustedProxies: ['10.0.0.0/8', '::1'],
      logLevel: 'debug',
      rateLimits: false,
      metrics: false,
      production: true,
    });
  });

  it.each([
    ['RECOUNT_STORE', 'postgres://localhost'],
    ['RECOUNT_STORE', 'postgres://localhost/'],
    ['RECOUNT_STORE', 'postgres://localhost/a/b'],
    ['RECOUNT_STORE', 'postgres:recount'],
    ['RECOUNT_STORE', 'postgres://one,other/recount'],
    ['RECOUNT_STORE', 'postgres://localhost:port/recount'],
    ['RECOUNT_STORE', 'postgres://me:half#way@localhost/recount'],
    ['RECOUNT_STORE', 'postgres://me:50%@localhost/recount'],
    ['RECOUNT_STORE', 'postgres://localhost/recount\n'],
    ['RECOUNT_STORE', 'postgre://localhost/recount'],
    ['RECOUNT_STORE', 'mysql://localhost/recount'],
    ['RECOUNT_STORE', 'sqlite:'],
    ['RECOUNT_STORE', 'sqlite:./data/'],
    ['RECOUNT_STORE', 'sqlite://host/x.db'],
    ['RECOUNT_VAULT', './vault.db'],
    ['RECOUNT_SECRET', 'x'.repeat(31)],
    ['RECOUNT_SECRET', `${long}\n`],
    ['RECOUNT_ORIGIN', 'accounts.example.test'],
    ['RECOUNT_ORIGIN', 'http://accounts.example.test'],
    ['RECOUNT_ORIGIN', 'https://accounts.example.test/'],
    ['RECOUNT_ORIGIN', 'https://accounts.example.test:443'],
    ['RECOUNT_ORIGIN', 'https://Accounts.example.test'],
    ['RECOUNT_ORIGIN', 'https://me@accounts.example.test'],
    ['RECOUNT_ORIGIN', 'javascript:alert(1)'],
    ['RECOUNT_PORT', '65536'],
    ['RECOUNT_PORT', '-1'],
    ['RECOUNT_PORT', '3e3'],
    ['RECOUNT_PORT', ' 3000'],
    ['RECOUNT_BIND', 'localhost'],
    ['RECOUNT_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['RECOUNT_TRUSTED_PROXIES', 'everybody'],
    ['RECOUNT_TRUSTED_PROXIES', '10.0.0.1,,10.0.0.2'],
    ['RECOUNT_SESSION_IDLE', '7'],
    ['RECOUNT_SESSION_IDLE', '0d'],
    ['RECOUNT_SESSION_LIFETIME', '401d'],
    ['RECOUNT_SESSION_LIFETIME', '30 days'],
    ['RECOUNT_SMTP_URL', 'mail.example.test'],
    ['RECOUNT_SMTP_URL', 'http://mail.example.test'],
    ['RECOUNT_SMTP_URL', 'smtp://mail.example.test/inbox'],
    ['RECOUNT_SMTP_URL', 'smtp://me@mail.example.test'],
    ['RECOUNT_SMTP_URL', 'smtp://me:50%@mail.example.test'],
    ['RECOUNT_MAIL_FROM', 'Us <us@example.test>'],
    ['RECOUNT_MAIL_FROM', 'us@example.test, them@example.test'],
    ['RECOUNT_LOG_LEVEL', 'loud'],
    ['RECOUNT_LOG_LEVEL', 'constructor'],
    ['RECOUNT_RATE_LIMITS', 'false'],
    ['RECOUNT_METRICS', 'true'],
  ])('%s is not %j', (name, value) => {
    expect(problems({ [name]: value })).toEqual([{ name, what: expect.stringMatching(/; expected /) }]);
  });

  it.each(Object.keys(door.table))('%s is not empty', (name) => {
    expect(problems({ [name]: '' })).toContainEqual({ name, what: 'is empty; unset it, or give it a value' });
  });

  it.each([
    ['RECOUNT_GOOGLE_CLIENT_ID', { RECOUNT_GOOGLE_CLIENT_SECRET: 'secret' }],
    ['RECOUNT_GOOGLE_CLIENT_SECRET', { RECOUNT_GOOGLE_CLIENT_ID: 'us' }],
    ['RECOUNT_GOOGLE_ISSUER', { RECOUNT_GOOGLE_ISSUER: 'https://login.example.test' }],
    ['RECOUNT_SECRET_PREVIOUS', { RECOUNT_SECRET_PREVIOUS: long }],
    ['RECOUNT_SECRET_PREVIOUS', { RECOUNT_SECRET: long, RECOUNT_SECRET_PREVIOUS: long }],
    ['RECOUNT_VAULT', { RECOUNT_VAULT: 'memory:' }],
    ['RECOUNT_VAULT', { RECOUNT_STORE: 'memory:', RECOUNT_VAULT: 'sqlite:./vault.db' }],
    ['RECOUNT_VAULT', { RECOUNT_STORE: 'sqlite:./a.db', RECOUNT_VAULT: 'sqlite:a.db' }],
    ['RECOUNT_VAULT', { RECOUNT_VAULT: database }],
    ['RECOUNT_VAULT', { RECOUNT_STORE: 'memory:', RECOUNT_VAULT: database }],
    ['RECOUNT_VAULT', { RECOUNT_STORE: database, RECOUNT_SECRET: long, RECOUNT_VAULT: 'sqlite:./vault.db' }],
    ['RECOUNT_VAULT', { RECOUNT_STORE: database, RECOUNT_SECRET: long, RECOUNT_VAULT: 'memory:' }],
    ['RECOUNT_SECRET', { RECOUNT_STORE: database }],
    ['RECOUNT_SESSION_IDLE', { RECOUNT_SESSION_IDLE: '31d' }],
    ['RECOUNT_MAIL_FROM', { RECOUNT_SMTP_URL: 'smtp://me:horse@mail.example.test' }],
    ['RECOUNT_SMTP_URL', { RECOUNT_MAIL_FROM: 'us@example.test' }],
    ['RECOUNT_SESSION_IDLE', { RECOUNT_SESSION_IDLE: '4m' }],
    ['RECOUNT_SESSION_IDLE', { RECOUNT_SESSION_IDLE: '2h', RECOUNT_SESSION_LIFETIME: '1h' }],
  ] as ReadonlyArray<readonly [string, Environment]>)('%s has to fit the others', (name, environment) => {
    expect(problems(environment).map((one) => one.name)).toEqual([name]);
  });

  it.each([
    [database, 'PostgreSQL, accounts at db.example.test:5433'],
    ['postgresql://localhost/recount', 'PostgreSQL, recount at localhost'],
    ['postgres://me:p%40ss%2Fw%3Ard%23@localhost/recount', 'PostgreSQL, recount at localhost'],
    ['postgres://me:p@ss@[::1]:5432/recount', 'PostgreSQL, recount at [::1]:5432'],
    ['postgres://%2Fvar%2Frun%2Fpostgresql/recount', 'PostgreSQL, recount at /var/run/postgresql'],
    ['postgres:///recount?host=/var/run/postgresql', 'PostgreSQL, recount at /var/run/postgresql'],
    ['postgres://me:horse@/recount?host=/tmp', 'PostgreSQL, recount at /tmp'],
    ['postgres://localhost/our%20accounts', 'PostgreSQL, our accounts at localhost'],
  ])('may keep everything in the database %s, which is shown without a password', (url, shown) => {
    const store = { type: 'postgres', url };
    const configuration = configured({ RECOUNT_STORE: url, RECOUNT_SECRET: long });
    expect(configuration).toMatchObject({ store, vault: store });
    expect(door.shownDatabase(url)).toBe(shown);
  });

  it('may keep the vault in another database than the log', () => {
    const vault = 'postgres://localhost/vault';
    const all = { RECOUNT_STORE: database, RECOUNT_VAULT: vault, RECOUNT_SECRET: long };
    expect(configured(all)).toMatchObject({ store: { url: database }, vault: { url: vault } });
  });

  it.each(['postgers://me:horse@localhost/recount', 'postgres://me:horse', 'mysql://x?password=horse'])(
    'that cannot be used is not shown where a password may be in it: %s',
    (address) => {
      for (const name of ['RECOUNT_STORE', 'RECOUNT_VAULT', 'RECOUNT_SMTP_URL'])
        expect(JSON.stringify(problems({ [name]: address }))).not.toContain('horse');
    },
  );

  it('has no setting that is not known, and says which one is meant', () => {
    expect(problems({ RECOUNT_SERCET: long, RECOUNT_COLOUR: 'red' })).toEqual([
      { name: 'RECOUNT_SERCET', what: 'is no setting; is RECOUNT_SECRET meant?' },
      { name: 'RECOUNT_COLOUR', what: 'is no setting' },
    ]);
  });

  it('may hold what the command line reads', () => {
    expect(problems({ RECOUNT_KEY: 'rk_something' })).toEqual([]);
  });

  it('has words for every setting', () => {
    for (const { says, form, unless } of Object.values<Record<string, string>>(door.table)) {
      expect(says).toMatch(/^[A-Z].*\.$/);
      expect(`${form}${unless}`).not.toBe('');
    }
  });
});

describe('a start with wrong settings', () => {
  it('says all that is wrong in one list, shows no secret and no stack, and ends with 2', async () => {
    const { code, says, screen } = await refusedStart(freshFolder(), {
      RECOUNT_PORT: '80a',
      RECOUNT_ORIGIN: 'http://accounts.example.test',
      RECOUNT_SECRET: 'correct horse',
      RECOUNT_STORE: 'file:\u001b[31mred',
      RECOUNT_STROE: 'memory:',
    });
    expect({ code, screen }).toEqual({ code: 2, screen: '' });
    expect(says.split('\n')[0]).toBe('Recount does not start: 5 settings are wrong.');
    for (const name of ['RECOUNT_PORT', 'RECOUNT_ORIGIN', 'RECOUNT_SECRET', 'RECOUNT_STORE', 'RECOUNT_STROE'])
      expect(says).toContain(`\n  ${name} `);
    expect(says).not.toMatch(/correct horse|\u001b|\bat .*\.js/);
  });

  it('says every setting on request', async () => {
    const program = startProgram(freshFolder(), {}, ['--help']);
    expect(await program.ended).toBe(0);
    for (const name of Object.keys(door.table)) expect(program.screen()).toContain(`  ${name}\n`);
    const version = startProgram(freshFolder(), {}, ['--version']);
    expect({ code: await version.ended, says: version.screen() }).toEqual({
      code: 0,
      says: `${manifest.version}\n`,
    });
  });

  it('takes no other arguments', async () => {
    const program = startProgram(freshFolder(), {}, ['--port', '80']);
    expect(await program.ended).toBe(2);
    expect(program.complaint()).toContain(
      'takes no arguments but views, check-provider, --help or --version',
    );
  });
});
