import type { Connections } from '@recount/core/ports';
import type { InventedCorp } from '@recount/playground';
import * as E from 'fp-ts/lib/Either.js';
import type { Configuration } from '../configuration/index.js';
import { inviteCompany } from '../playground/company.js';
import type { Scope } from '../scope.js';
import { connectionsIn } from './single-sign-on/connections.js';
import { type Vouching, vouchingFor } from './vouching.js';

/** Every way in: providers for everybody, companies' single sign-on, and the invented company if it is the playground. */
export type WaysIn = Vouching & {
  readonly connections: Connections;
  readonly company: InventedCorp | undefined;
};

// The invented providers for everybody have the two ports before.
const companyAfter = 2;

/** Opens every way in; what is started for it is the scope's to close. */
export const waysInto = async (
  { signIn, ssoFile }: Configuration,
  place: { readonly origin: string; readonly port: number },
  scope: Scope,
): Promise<E.Either<string, WaysIn>> => {
  const vouching = await vouchingFor(signIn, place, scope);
  if (E.isLeft(vouching)) return vouching;
  if (signIn.type === 'playground') {
    const wanted = { ...place, port: place.port + companyAfter };
    const invited = await inviteCompany(wanted, ({ close }) => scope.add(close));
    return E.isLeft(invited) ? invited : E.right({ ...vouching.right, ...invited.right });
  }
  const connections = await connectionsIn(ssoFile, place.origin);
  if (E.isLeft(connections)) return connections;
  return E.right({ ...vouching.right, connections: connections.right, company: undefined });
};
