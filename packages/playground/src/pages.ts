import { htmlEscape } from 'escape-goat';
import { createHash } from 'node:crypto';
import type { Person } from './people.js';

const style = `
:root { color-scheme: light dark; --ink: #1f2430; --quiet: #5b6472; --paper: #f6f5f1; --card: #fff; --line: #dcd9d0; --loud: #b3261e }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae4; --quiet: #a5acb8; --paper: #16181d; --card: #20242c; --line: #363c47; --loud: #ff8a80 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 27rem }
.loud { margin: 0 0 1.5rem; padding: .75rem 1rem; border: 2px dashed var(--loud); border-radius: .75rem; color: var(--loud); font-weight: 600; text-align: center; text-wrap: balance }
h1 { margin: 0 0 1rem; font-size: 1.375rem }
ul { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .5rem }
button { width: 100%; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); color: inherit; font: inherit; text-align: left; cursor: pointer }
button:hover, button:focus-visible { border-color: currentColor; outline: none }
button small { display: block; color: var(--quiet) }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); font: .9375rem/1.5 system-ui, sans-serif }
h2 { margin: 2rem 0 .25rem; font-size: 1.0625rem }
h2 + p { margin: 0 0 .5rem; color: var(--quiet) }
a { color: inherit }
.leave { background: none; border-color: transparent; text-align: center; color: var(--quiet) }
`;

const leaving = 'document.forms[0].submit()';

const hashOf = (inline: string): string => `'sha256-${createHash('sha256').update(inline).digest('base64')}'`;

/** What the playground's pages may load and where their forms may lead: nowhere but here and the given origins. */
export const contentPolicy = (origins: ReadonlyArray<string>): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(leaving)}`,
    // Browsers hold a form's redirects to this, too, and the last one leads back to the client.
    `form-action 'self' ${origins.join(' ')}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Text as it stands in a page or in XML, between tags or between quotes. */
export const text = (raw: string): string => htmlEscape(raw);

const people = 'Invented people – playground, not a real provider';
const mails = 'Playground – nothing of this was sent to anybody';

const page = (title: string, content: string, loud = people): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="loud" role="note">${loud}</p>
<h1>${text(title)}</h1>
${content}
</main>
</body>
</html>
`;

const addressOf = ({ email, emailVerified }: Person): string => {
  if (email === undefined) return 'shows no address';
  return emailVerified ? email : `${email} (not verified)`;
};

const choice = (person: Person): string =>
  `<li><button name="person" value="${text(person.subject)}">${text(person.name)}` +
  `<small>${text(addressOf(person))}</small></button></li>`;

/** The login page of an invented provider: each invented person is a button. */
export const choosingPage = (title: string | undefined, people: ReadonlyArray<Person>): string =>
  page(
    title === undefined ? 'Who are you today?' : `Who are you today, at the invented ${title}?`,
    `<form method="post">
<ul>
${people.map(choice).join('\n')}
</ul>
<button class="leave" name="leave" value="yes">Go back without signing in</button>
</form>`,
  );

const hidden = ([name, value]: readonly [string, string]): string =>
  `<input type="hidden" name="${text(name)}" value="${text(value)}">`;

/** A page that takes a form to another origin by itself, or by its button where no script runs. */
export const leavingPage = (address: string, form: Readonly<Record<string, string>>): string =>
  page(
    'On your way back',
    `<form method="post" action="${text(address)}">${Object.entries(form).map(hidden).join('')}` +
      `<button>Continue</button></form><script>${leaving}</script>`,
  );

/** Says what went wrong. */
export const errorPage = (what: string): string => page('That did not work', `<p>${text(what)}</p>`);

/** A mail that the playground keeps, and when it came. */
export type KeptMail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Date;
};

const linked = (raw: string): string =>
  text(raw).replace(/https?:\/\/[^\s&<]+/g, (address) => `<a href="${address}">${address}</a>`);

const kept = ({ to, subject, text: words, at }: KeptMail, nth: number): string =>
  `<article><h2>${text(subject)}</h2>
<p>to ${text(to)} · ${at.toISOString().slice(11, 19)} UTC · <a href="/mails/${nth}">as HTML</a></p>
<pre>${linked(words)}</pre></article>`;

/** The mails that the playground kept, the latest first. */
export const outboxPage = (all: ReadonlyArray<KeptMail>): string =>
  page(
    'Mails to invented people',
    all.length === 0 ? '<p>Nobody was written to yet.</p>' : all.map(kept).toReversed().join('\n'),
    mails,
  );
