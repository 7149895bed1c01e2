import type { Settings } from '../variables.js';
import type { Said } from './rules.js';
import type { Told } from './told.js';

type Client = { readonly name: string; readonly clientId: string; readonly clientSecret: string };

/** A provider that vouches for people, and the client that it knows us as. */
export type Provider =
  | (Client & { readonly type: 'github'; readonly url: string; readonly apiUrl: string | undefined })
  | (Client & { readonly type: 'google'; readonly issuer: string })
  | (Client & { readonly type: 'openid-connect'; readonly title: string; readonly issuer: string });

/** Who vouches for people: real providers, or the invented ones of the playground. */
export type SignIn =
  | { readonly type: 'providers'; readonly providers: ReadonlyArray<Provider> }
  | { readonly type: 'playground' };

const githubIn = (settings: Settings): ReadonlyArray<Provider> => {
  const { RECOUNT_GITHUB_CLIENT_ID: clientId, RECOUNT_GITHUB_CLIENT_SECRET: clientSecret } = settings;
  if (clientId === undefined || clientSecret === undefined) return [];
  const url = settings.RECOUNT_GITHUB_URL ?? 'https://github.com';
  const apiUrl = settings.RECOUNT_GITHUB_API_URL;
  return [{ type: 'github', name: 'github', url, apiUrl, clientId, clientSecret }];
};

const googleIn = (settings: Settings): ReadonlyArray<Provider> => {
  const { RECOUNT_GOOGLE_CLIENT_ID: clientId, RECOUNT_GOOGLE_CLIENT_SECRET: clientSecret } = settings;
  if (clientId === undefined || clientSecret === undefined) return [];
  const issuer = settings.RECOUNT_GOOGLE_ISSUER ?? 'https://accounts.google.com';
  return [{ type: 'google', name: 'google', issuer, clientId, clientSecret }];
};

const titleOf = (name: string): string =>
  name
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join(' ');

const furtherIn = ({ name, says }: Told): ReadonlyArray<Provider> => {
  const { ISSUER: issuer, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, TITLE: title } = says;
  return issuer === undefined || clientId === undefined || clientSecret === undefined
    ? []
    : [{ type: 'openid-connect', name, title: title ?? titleOf(name), issuer, clientId, clientSecret }];
};

/** Who vouches for people, as the environment says: everybody it names, or else the playground; companies may be enough. */
export const signInOf = ({ settings, told }: Said): SignIn => {
  const providers = [...githubIn(settings), ...googleIn(settings), ...told.flatMap(furtherIn)];
  const hasCompanies = settings.RECOUNT_SSO_FILE !== undefined;
  return providers.length === 0 && !hasCompanies ? { type: 'playground' } : { type: 'providers', providers };
};
