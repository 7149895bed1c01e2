import * as E from 'fp-ts/lib/Either.js';
import { expect, onTestFinished } from 'vitest';
import type {
  IdentityProvider,
  KeptForCallback,
  ProvenLogin,
  ProviderFault,
  SignInNotProven,
  Started,
} from '@recount/core/ports';
import {
  github as githubProvider,
  type GithubConfiguration,
  type OpenIdConnectConfiguration,
  openIdConnect,
} from '@recount/identity-providers';
import { client, type HostileProvider, hostileProvider, type Tricks } from './hostile-provider.js';

export const redirectUri = 'https://accounts.recount.test/sign-in/google/callback';

export type Outcome = E.Either<ProviderFault | SignInNotProven, ProvenLogin>;

/** The value of a Right; a Left is a defect of the test. */
export const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error(`expected a Right: ${JSON.stringify(either.left)}`);
};

/** Our side of a provider. */
export const google = (issuer: string, changes: Partial<OpenIdConnectConfiguration> = {}): IdentityProvider =>
  right(openIdConnect({ name: 'google', title: 'Google', issuer, ...client, deadline: 4_000, ...changes }));

/** Our side of a GitHub. */
export const github = (url: string, changes: Partial<GithubConfiguration> = {}): IdentityProvider =>
  right(githubProvider({ url, ...client, deadline: 4_000, ...changes }));

/** A provider with tricks, which is gone when the test is. */
export const provider = async (tricks: Tricks = {}, port?: number): Promise<HostileProvider> => {
  const hostile = await hostileProvider(tricks, port);
  onTestFinished(hostile.close);
  return hostile;
};

/** A browser that has been at the provider and is about to come back. */
export const returning = async (
  hostile: HostileProvider,
  us: IdentityProvider,
): Promise<{ readonly callback: URL; readonly kept: KeptForCallback }> => {
  const { redirectTo, kept }: Started = right(await us.start(redirectUri)());
  return { callback: await hostile.callback(redirectTo), kept };
};

/** A whole round trip with a provider that has tricks. */
export const signInWith = async (
  tricks: Tricks,
  changes: Partial<OpenIdConnectConfiguration> = {},
): Promise<Outcome> => {
  const hostile = await provider(tricks);
  const us = google(hostile.issuer, changes);
  const { callback, kept } = await returning(hostile, us);
  return us.finish(callback, kept)();
};

/** A refused sign-in, for this reason. */
export const notProven = (why: SignInNotProven['why'], by = 'google'): unknown =>
  E.left({ type: 'SignInNotProven', provider: by, why, detail: expect.any(String) });

/** A provider's fault of this type. */
export const fault = (
  type: ProviderFault['type'],
  detail: unknown = expect.any(String),
  by = 'google',
): unknown => E.left({ type, provider: by, detail });
