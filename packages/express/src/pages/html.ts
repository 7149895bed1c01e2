import { htmlEscape } from 'escape-goat';
import type { Response } from 'express';

/** A text as it may stand in a page, between tags or between quotes. */
export const escaped = (text: string): string => htmlEscape(text);

/** A small page in the service's look; `body` is HTML. */
export const page = (title: string, body: string): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} · Recount</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/pages.css">
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</html>
`;

/** Answers with a page, which nobody keeps. */
export const sendPage = (response: Response, status: number, html: string): void => {
  response
    .status(status)
    .set('Content-Type', 'text/html; charset=utf-8')
    .set('Cache-Control', 'no-store')
    .end(html);
};

/** The look of small pages. */
export const stylesheet = `body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; color: #1b1b1f; background: #fafafa; }
main { max-width: 38rem; margin: 12vh auto; padding: 0 1.5rem; }
a.button { display: inline-block; padding: 0.6rem 1.2rem; border-radius: 0.4rem; background: #1b1b1f; color: #fff; text-decoration: none; }
code { font-size: 0.95em; }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #17171a; }
  a { color: #9cc4ff; }
  a.button { background: #eee; color: #17171a; }
}
`;
