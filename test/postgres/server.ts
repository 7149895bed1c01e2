import { connect } from 'node:net';
import { programsFolder } from './programs.js';
import { ownPostgres } from './own-server.js';

/** A PostgreSQL server that tests may make databases on, and a line about it. */
export type PostgresHere = { readonly url: string; readonly what: string };

/** Where the process that runs the tests answers, whatever worker asks. */
export const doorVariable = 'RECOUNT_TEST_POSTGRES';

/** Sorts as people do unless told otherwise, as many a real database does: whoever forgets to say otherwise is caught. */
const asPeopleSort = ['--locale-provider=icu', '--icu-locale=en-US'];

const started = async (): Promise<PostgresHere | undefined> => {
  const own = await ownPostgres(asPeopleSort).catch(() => ownPostgres());
  return own === undefined ? undefined : { url: own.url, what: `${own.what}, a server of the tests' own` };
};

/** Finds or starts the server, in this process. */
export const begun = async (): Promise<PostgresHere | undefined> => {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, what: 'the server at DATABASE_URL' };
  return programsFolder() === undefined ? undefined : started();
};

const asked = (door: string): Promise<PostgresHere | undefined> =>
  new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(door);
    socket.setEncoding('utf8');
    socket.on('data', (more: string) => {
      said += more;
    });
    socket.once('error', reject);
    socket.once('end', () => {
      const answer = JSON.parse(said) as { readonly here?: PostgresHere; readonly fault?: string };
      if (answer.fault === undefined) resolve(answer.here);
      else reject(new Error(answer.fault));
    });
  });

let here: Promise<PostgresHere | undefined> | undefined;

/**
 * The run's PostgreSQL server, started when it is first asked for and stopped when the run ends: the one at
 * `DATABASE_URL`, else one of an installed PostgreSQL; undefined where there is neither.
 */
export const postgresHere = (): Promise<PostgresHere | undefined> => {
  const door = process.env[doorVariable];
  here ??= door === undefined ? begun() : asked(door);
  return here;
};
