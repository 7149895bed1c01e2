import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshKey } from '@recount/playground';

const pages = '/usr/share/simplesamlphp/www';

/** Whether Debian's package is here. */
export const isInstalled = existsSync(pages) && existsSync('/usr/bin/php');

/** A service that it signs people in to. */
export type Service = {
  readonly entityId: string;
  readonly assertionConsumerService: string;
  readonly singleLogoutService: string;
};

/** A running SimpleSAMLphp. */
export type SimpleSamlPhp = { readonly origin: string; readonly close: () => Promise<void> };

/** A port that nobody listens on just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

// The last has an address that the company does not own.
const people = [
  ['ada', 'ada@corp.test', 'Ada Corp'],
  ['emil', 'emil@corp.test', 'Emil Corp'],
  ['max', 'max@elsewhere.test', 'Max Elsewhere'],
] as const;

const authSource = ([name, mail, shown]: (typeof people)[number]): string =>
  `    '${name}:secret' => ['uid' => ['${name}-0001'], 'mail' => ['${mail}'], 'displayName' => ['${shown}']]`;

const filesFor = (origin: string, folder: string, service: Service): Readonly<Record<string, string>> => ({
  'config.php': `<?php $config = ['baseurlpath' => '${origin}/', 'certdir' => '${folder}/', 'loggingdir' => '${folder}/',
    'datadir' => '${folder}/', 'tempdir' => '${folder}/tmp', 'metadatadir' => '${folder}/', 'secretsalt' => 'of a test',
    'auth.adminpassword' => 'of a test', 'technicalcontact_email' => 'na@corp.test', 'timezone' => 'UTC',
    'logging.handler' => 'file', 'logging.level' => 7, 'logging.logfile' => 'log', 'enable.saml20-idp' => true,
    'module.enable' => ['exampleauth' => true, 'saml' => true, 'core' => true],
    'session.cookie.secure' => false, 'session.cookie.samesite' => null, 'session.phpsession.savepath' => '${folder}/',
    'store.type' => 'phpsession', 'session.duration' => 28800, 'metadata.sources' => [['type' => 'flatfile']],
    'language.available' => ['en'], 'language.default' => 'en', 'authproc.idp' => [], 'authproc.sp' => []];`,
  'authsources.php': `<?php $config = ['people' => ['exampleauth:UserPass',
${people.map(authSource).join(',\n')}]];`,
  'saml20-idp-hosted.php': `<?php $metadata['${origin}/metadata'] = ['host' => '__DEFAULT__', 'privatekey' => 'idp.pem',
    'certificate' => 'idp.crt', 'auth' => 'people', 'sign.logout' => true, 'redirect.sign' => true,
    'authproc' => [3 => ['class' => 'saml:AttributeNameID', 'attribute' => 'uid', 'Format' => '${persistent}']]];`,
  'saml20-sp-remote.php': `<?php $metadata['${service.entityId}'] = ['NameIDFormat' => '${persistent}',
    'AssertionConsumerService' => '${service.assertionConsumerService}',
    'SingleLogoutService' => '${service.singleLogoutService}'];`,
});

const prepare = (origin: string, service: Service): string => {
  const folder = mkdtempSync(join(tmpdir(), 'recount-simplesamlphp-'));
  mkdirSync(join(folder, 'tmp'));
  for (const [name, text] of Object.entries(filesFor(origin, folder, service)))
    writeFileSync(join(folder, name), text);
  const { privateKey, certificate } = freshKey();
  writeFileSync(join(folder, 'idp.pem'), privateKey);
  writeFileSync(join(folder, 'idp.crt'), certificate);
  return folder;
};

const answers = async (address: string): Promise<boolean> => {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const answer = await fetch(address, { redirect: 'manual' }).catch(() => undefined);
    if (answer !== undefined) return answer.status < 500;
  }
  return false;
};

/** Starts Debian's SimpleSAMLphp on loopback, with a few people and one service, in a folder of its own. */
export const startSimpleSamlPhp = async (service: Service): Promise<SimpleSamlPhp> => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const folder = prepare(origin, service);
  const php = spawn('/usr/bin/php', ['-S', `127.0.0.1:${port}`, '-t', pages], {
    env: { ...process.env, SIMPLESAMLPHP_CONFIG_DIR: folder },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => php.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    php.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  if (await answers(`${origin}/saml2/idp/metadata.php`)) return { origin, close };
  await close();
  throw new Error('SimpleSAMLphp did not answer');
};
