import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectionId } from '../domain/people.js';
import { freshFolder, type Program, startProgram } from '../server/program.js';
import { freePort, type SimpleSamlPhp, startSimpleSamlPhp } from './run.js';

/** The connection of the company whose provider is SimpleSAMLphp. */
export const corpId = connectionId(1);

/** The service as a process, with the file of single sign-on that names a SimpleSAMLphp, which runs too. */
export type CompanyAtWork = {
  readonly program: Program;
  readonly peer: SimpleSamlPhp;
  readonly origin: string;
  readonly close: () => Promise<void>;
};

/** Starts both: the other side is told our addresses, and its metadata are saved beside the file, as the how-to says. */
export const startCompanyAtWork = async (): Promise<CompanyAtWork> => {
  const port = await freePort();
  const below = `http://localhost:${port}/sign-in/saml/${corpId}`;
  const peer = await startSimpleSamlPhp({
    entityId: `${below}/metadata`,
    assertionConsumerService: `${below}/acs`,
    singleLogoutService: `${below}/slo`,
  });
  const folder = freshFolder();
  const metadata = await (await fetch(`${peer.origin}/saml2/idp/metadata.php`)).text();
  writeFileSync(join(folder, 'corp.xml'), metadata);
  const connection = {
    id: corpId,
    title: 'Example Corp',
    domains: ['corp.test'],
    saml: { metadata: 'corp.xml' },
  };
  writeFileSync(join(folder, 'sso.json'), JSON.stringify({ connections: [connection] }));
  const settings = { RECOUNT_PORT: String(port), RECOUNT_SSO_FILE: 'sso.json', RECOUNT_LOG_LEVEL: 'warn' };
  const program = startProgram(folder, settings);
  const close = async (): Promise<void> => {
    program.signal('SIGTERM');
    await program.ended;
    await peer.close();
  };
  try {
    return { program, peer, origin: await program.origin(), close };
  } catch (error) {
    await close();
    throw error;
  }
};
