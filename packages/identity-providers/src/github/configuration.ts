import { pipe } from 'fp-ts/lib/function.js';
import * as E from 'fp-ts/lib/Either.js';
import {
  addressMistake,
  type ClientConfiguration,
  lookedThrough,
  parsed,
  type ProviderMisconfigured,
  usualLimits,
} from '../oauth/configuration.js';

/** How GitHub, or a GitHub Enterprise of one's own, is reached, and as whom. */
export type GithubConfiguration = Omit<ClientConfiguration, 'name' | 'title'> & {
  readonly name?: string;
  readonly title?: string;
  /** Where people sign in: scheme and host; logins hang on it. https://github.com unless given. */
  readonly url?: string;
  /** Where the REST API is; found from `url` unless given. */
  readonly apiUrl?: string;
};

/** A GitHub that was looked through: all its addresses, every limit, and us as its client. */
export type Checked = Required<ClientConfiguration> & {
  /** The origin that logins hang on. */
  readonly issuer: string;
  /** What GitHub calls itself as an OAuth server, below which people sign in. */
  readonly oauth: string;
  readonly api: string;
  readonly plainHttp: boolean;
};

const apiOf = ({ origin, protocol, host }: URL): string => {
  if (host === 'github.com' || host.endsWith('.ghe.com')) return `${protocol}//api.${host}`;
  return `${origin}/api/v3`;
};

const pathMistake = (url: URL | undefined): string | undefined =>
  url === undefined || url.pathname === '/' ? undefined : 'the URL has a path';

/** Looks the configuration of a GitHub through. */
export const checked = ({
  url = 'https://github.com',
  apiUrl,
  ...client
}: GithubConfiguration): E.Either<ProviderMisconfigured, Checked> => {
  const web = parsed(url);
  const api = apiUrl ?? (web === undefined ? '' : apiOf(web));
  const named = { name: 'github', title: 'GitHub', ...client };
  const mistakes = [
    addressMistake('URL', web),
    pathMistake(web),
    addressMistake('URL of the API', parsed(api)),
  ];
  const issuer = web?.origin ?? '';
  return pipe(
    lookedThrough(named, mistakes),
    E.map((sound) => ({
      ...usualLimits,
      ...sound,
      issuer,
      oauth: `${issuer}/login/oauth`,
      api: api.replace(/\/$/, ''),
      plainHttp: web?.protocol === 'http:',
    })),
  );
};
