import { ConnectionId, type Realm } from '@recount/domain/vocabulary';

const connectionId = 'con_01h455vb4pex5vsknk084s0001';
if (!ConnectionId.is(connectionId)) throw new Error('no connection');

/** The world of the one organization in these journeys that has single sign-on. */
export const ssoRealm: Extract<Realm, { readonly type: 'connection' }> = { type: 'connection', connectionId };

/** A traveller as every provider knows them. */
export const known = (name: string) => ({
  subject: `${name}-example`,
  name: `${name[0]?.toUpperCase()}${name.slice(1)} Example`,
  email: `${name}@example.test`,
  emailVerified: true,
});

/** Everybody who travels. */
export const everybody = ['ada', 'ben', 'cleo', 'dora'].map(known);
