import { postgresViews } from '@recount/store-postgres';
import { isSome } from 'fp-ts/lib/Option.js';
import { expect, test } from 'vitest';
import { freshSchema, onServer, unhurried } from '../../postgres/fresh.js';
import { postgresHere } from '../../postgres/server.js';
import { answered } from '../answers.js';
import { view } from '../views/given.js';

const here = await postgresHere();

test.skipIf(here === undefined)(
  'I8 a lease from before the database’s clock went back holds nobody up',
  async () => {
    const fresh = await freshSchema();
    const views = await answered(postgresViews(fresh.url, unhurried));
    const leads = async (who: string): Promise<boolean> => {
      const [token] = await answered(views.lead([view('v')], who, 3_600_000));
      return token !== undefined && isSome(token);
    };
    expect([await leads('a'), await leads('b')]).toEqual([true, false]);
    await onServer(here!.url, `UPDATE ${fresh.schema}.leads SET until = until + interval '1 hour'`);
    expect([await leads('b'), await leads('a')]).toEqual([true, false]);
    await views.close();
    await fresh.remove();
  },
);
