import type * as t from 'io-ts';
import { day } from './instants.js';
import { text } from './text.js';

const form = /^(?=.{3,39}$)(?=.*[a-z-])[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Words that no account may take: they are routes, parts of the product, or would pass for staff. */
export const reservedWords: ReadonlySet<string> = new Set([
  'about', 'account', 'accounts', 'acs', 'admin', 'administrator', 'api', 'app', 'apps', 'assets', 'audit', 'auth',
  'billing', 'blog', 'callback', 'cli', 'console', 'contact', 'dashboard', 'docs', 'download', 'finish', 'github',
  'google', 'health', 'help', 'history', 'home', 'invitations', 'keys', 'legal', 'livez', 'login', 'logout', 'me',
  'members', 'metrics', 'new', 'null', 'oauth', 'openapi', 'organization', 'organizations', 'personal', 'playground',
  'policies', 'pricing', 'privacy', 'problems', 'profile', 'readyz', 'recount', 'root', 'saml', 'security', 'session',
  'sessions', 'settings', 'sign-in', 'sign-out', 'sign-up', 'sso', 'staff', 'static', 'status', 'support', 'system',
  'team', 'teams', 'terms', 'undefined', 'user', 'users', 'well-known', 'www',
]);

/** An account's unique public name: 3 to 39 of a-z, 0-9 and single dashes inside, not all digits, no reserved word. */
export const Handle = text('Handle', {
  pattern: form,
  expected: '3 to 39 of a-z, 0-9 and single dashes inside, not all digits, and no reserved word',
  also: (s) => !reservedWords.has(s),
});
export type Handle = t.TypeOf<typeof Handle>;

/** How long a released handle rests before another account may take it. */
export const handleRest = 90 * day;
