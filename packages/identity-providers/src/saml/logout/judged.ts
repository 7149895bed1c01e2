import * as E from 'fp-ts/lib/Either.js';
import type { Checked } from '../configuration/settings.js';
import { type Broken, type Check, firstBroken } from '../promises/check.js';
import { hasBegun, instantIn, isNotOver, skew } from '../assertion/times.js';
import { lastingName } from '../assertion/subject.js';
import { type Element, only, saml, samlp, textOf } from '../xml/element.js';

/** A request to sign somebody out whose signature held, and the moment at which it is judged. */
export type Logout = { readonly root: Element; readonly configuration: Checked; readonly now: number };

/** Whom it is about, and which request our answer names. */
export type Judged = { readonly subject: string; readonly requestId: string };

const freshFor = 5 * 60_000;

const isFresh = ({ root, now }: Logout): boolean => {
  const { attributes } = root;
  const issued = instantIn(attributes.get('IssueInstant'));
  const end = attributes.get('NotOnOrAfter');
  return (
    issued !== undefined &&
    hasBegun(attributes.get('IssueInstant'), now) &&
    now - issued < freshFor + skew &&
    (end === undefined || isNotOver(end, now))
  );
};

const checks: ReadonlyArray<Check<Logout>> = [
  {
    name: 'logoutIsSetUp',
    holds: ({ configuration }) =>
      configuration.provider.logoutUrl !== undefined && configuration.subjectAttribute === undefined,
  },
  {
    name: 'destinationIsOurs',
    holds: ({ root, configuration }) =>
      root.attributes.get('Destination') === configuration.singleLogoutService,
  },
  {
    name: 'issuerIsTheirs',
    holds: ({ root, configuration }) =>
      textOf(only(root, saml('Issuer'))) === configuration.provider.entityId,
  },
  { name: 'requestIsFresh', holds: isFresh },
];

/** Whether a message is a request of SAML 2.0 to sign somebody out. */
export const isLogoutRequest = (root: Element): boolean =>
  root.name === samlp('LogoutRequest') &&
  root.attributes.get('Version') === '2.0' &&
  /^[A-Za-z_][A-Za-z0-9_.-]{0,255}$/.test(root.attributes.get('ID') ?? '');

/** Judges a request to sign somebody out. */
export const judgeLogout = (logout: Logout): E.Either<Broken, Judged> => {
  const found = firstBroken(checks, logout);
  if (found !== undefined) return E.left(found);
  const requestId = logout.root.attributes.get('ID') ?? '';
  return E.map((subject: string) => ({ subject, requestId }))(lastingName(only(logout.root, saml('NameID'))));
};
