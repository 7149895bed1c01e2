import type { Dialect } from '../protocol/provider.js';

/** What GitHub is below its origin, and how it speaks OAuth 2.0. */
export const github: { readonly path: string; readonly dialect: Dialect } = {
  path: '/login/oauth',
  dialect: {
    scopes: ['read:user', 'user:email'],
    claims: {},
    clientSecret: 'client_secret_post',
    routes: { authorization: '/authorize', token: '/access_token' },
  },
};
