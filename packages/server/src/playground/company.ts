import type { Connections } from '@recount/core/ports';
import type { InventedCorp } from '@recount/playground';
import * as E from 'fp-ts/lib/Either.js';
import { connectionsFor } from '../providers/single-sign-on/connections.js';
import { addressesOf, describedBy } from '../providers/single-sign-on/described.js';
import { SsoFile } from '../providers/single-sign-on/file.js';
import { onPort, type Wanted } from './people.js';

/** The invented company with its provider, and the connection that leads there. */
export type Company = { readonly company: InventedCorp; readonly connections: Connections };

// The same at every start: logins hang on it.
const id = 'con_0examp1ec0rp00000000000000';

const start = async ({ origin, port }: Wanted): Promise<InventedCorp> => {
  const { startInventedCorp } = await import('@recount/playground');
  const { entityId, assertionConsumerService } = addressesOf(id, origin);
  return onPort(startInventedCorp, { services: [{ entityId, assertionConsumerService }], port });
};

/** What somebody would write into the file of single sign-on who set this company up. */
const fileFor = ({ title, domains, entityId, entryPoint, certificate }: InventedCorp): unknown => ({
  connections: [
    {
      id,
      title: `${title} (invented)`,
      domains,
      saml: { entityId, entryPoint, certificates: [certificate] },
    },
  ],
});

const connectedTo = async (corp: InventedCorp, origin: string): Promise<E.Either<string, Connections>> => {
  const file = SsoFile.decode(fileFor(corp));
  if (E.isLeft(file)) return E.left('its connection cannot be written');
  const described = await describedBy(file.right, { folder: '.', origin });
  return E.isLeft(described) ? described : connectionsFor(described.right);
};

/** Starts the invented company's provider, on the wanted port or else on any free one; it is told as it starts. */
export const inviteCompany = async (
  wanted: Wanted,
  started: (corp: InventedCorp) => void,
): Promise<E.Either<string, Company>> => {
  try {
    const corp = await start(wanted);
    started(corp);
    const connections = await connectedTo(corp, wanted.origin);
    return E.isLeft(connections)
      ? E.left(`The playground's company did not come: ${connections.left}.`)
      : E.right({ company: corp, connections: connections.right });
  } catch (error) {
    return E.left(`The playground's company did not come: ${String(error)}.`);
  }
};
