import { Client, Pool, type PoolClient } from 'pg';
import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { Limits } from '../options.js';
import type { Address } from '../database/address.js';
import { atMost } from './bounded.js';
import type { Cell, Database, Failure, Given, Statement } from '../database/database.js';
import { failureOf, notSent, wordsOf } from './failure.js';
import { listening } from './listening.js';
import { connectionTo, sessionTo } from './session.js';

const goodbye = 1000;
const idle = 60_000;

const nothing = (): void => undefined;

const late = (sent: boolean, patience: number): Failure => ({
  applied: sent ? 'unknown' : 'no',
  detail: `the database did not answer within ${patience} ms`,
});

type Rows<Row> = Either<Failure, ReadonlyArray<Row>>;

const numbers = new Map<string, number>();

// A connection keeps what was prepared under a name for good, and the stores of a database share connections: the text
// decides what is one statement, and its name is for whoever looks at the server.
const nameOn = ({ name, text }: Statement): string => {
  const number = numbers.get(text) ?? numbers.size + 1;
  numbers.set(text, number);
  return `${name}-${number}`;
};

/** One statement on one connection. A connection that did not answer, or ended, is not used again. */
const asked = async <Row>(
  client: PoolClient,
  statement: Statement,
  given: ReadonlyArray<Given>,
): Promise<Rows<Row>> => {
  try {
    const { text } = statement;
    const name = nameOn(statement);
    const { rows } = await client.query({ name, text, values: [...given], rowMode: 'array' });
    client.release();
    // The driver knows no types; what a statement selects is what its caller says it is.
    return right(rows as ReadonlyArray<unknown> as ReadonlyArray<Row>);
  } catch (error) {
    const failure = failureOf(error);
    client.release(failure.state === undefined);
    return left(failure);
  }
};

const asking =
  (pool: Pool): Database['ask'] =>
  <Row extends ReadonlyArray<Cell>>(statement: Statement, given: ReadonlyArray<Given>, patience: number) =>
  () =>
    new Promise<Rows<Row>>((resolve) => {
      let sentOn: PoolClient | undefined;
      let over = false;
      const giveUp = (): void => {
        over = true;
        // Ending the connection ends the statement's own wait, which releases it.
        sentOn?.end().catch(nothing);
        resolve(left(late(sentOn !== undefined, patience)));
      };
      const timer = setTimeout(giveUp, patience);
      const settle = (rows: Rows<Row>): void => {
        clearTimeout(timer);
        resolve(rows);
      };
      pool.connect().then(
        async (client) => {
          if (over) return client.release();
          sentOn = client;
          settle(await asked<Row>(client, statement, given));
        },
        (error: unknown) => settle(left(notSent(error))),
      );
    });

const scripting =
  (address: Address): Database['script'] =>
  (sql) =>
  async () => {
    const client = new Client(connectionTo(address));
    client.on('error', nothing);
    try {
      await client.connect();
    } catch (error) {
      await client.end().catch(nothing);
      return left(notSent(error));
    }
    try {
      await client.query(sql);
      return right(undefined);
    } catch (error) {
      return left({ ...failureOf(error), detail: wordsOf(error) });
    } finally {
      await client.end().catch(nothing);
    }
  };

/** A database over the network: a pool of connections for statements, and one that listens. */
export const networked = (address: Address, limits: Limits): Database => {
  const pool = new Pool({ ...sessionTo(address, limits), max: limits.connections, idleTimeoutMillis: idle });
  // Whoever waits for an answer is told by the answer; a connection that ends while nobody waits is news to nobody.
  pool.on('error', nothing);
  pool.on('connect', (client) => client.on('error', nothing));
  const ears = listening(address);
  return {
    ask: asking(pool),
    script: scripting(address),
    listen: ears.listen,
    close: async () => {
      await ears.close();
      await atMost(goodbye, pool.end());
    },
  };
};
