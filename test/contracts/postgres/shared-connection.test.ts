import { postgresStores } from '@recount/store-postgres';
import { describe, expect, test } from 'vitest';
import { freshSchema, unhurried } from '../../postgres/fresh.js';
import { postgresHere } from '../../postgres/server.js';
import { answered } from '../answers.js';

const here = await postgresHere();

describe.skipIf(here === undefined)('log, views and vault on one connection', () => {
  test('are asked for everything that they are read by, one after the other', async () => {
    const fresh = await freshSchema();
    const stores = await answered(postgresStores(fresh.url, { ...unhurried, connections: 1 }));
    const { log, views, vault } = stores;
    const view = { name: 'some', version: 1 };
    for (let round = 0; round < 2; round++) {
      expect(await answered(views.list(view, 'g', { limit: 1 }))).toMatchObject({ rows: [] });
      expect(await answered(vault.list('outbox', { after: '', limit: 1 }))).toEqual([]);
      await answered(views.get(view, ['a']));
      await answered(vault.get('outbox', ['a']));
      await answered(views.all());
      await answered(views.lastUsed(['a']));
      await answered(log.readAll(0, 1));
      await answered(log.commit('00000000-0000-4000-8000-000000000000'));
      await answered(log.readSubject('a', 0, 1));
    }
    await stores.close();
    await fresh.remove();
  });
});
