import { codes, type Code, problems, slugOf } from '@recount/api';
import type { Response, Router } from 'express';
import { sendProblem } from '../answer/problem.js';
import { sendJson } from '../answer/reply.js';
import { escaped, page, sendPage } from './html.js';

const bySlug = new Map(codes.map((code) => [slugOf(code), code]));

const told = (code: Code) => ({ type: `/problems/${slugOf(code)}`, code, ...problems[code] });

const pageOf = (code: Code): string => {
  const { title, status, explanation } = problems[code];
  const body = `<p>${escaped(explanation)}</p>\n<p><code>${code}</code>, answered with status ${status}.</p>\n<p><a href="/problems">All problems</a></p>`;
  return page(title, body);
};

const index = (): string => {
  const rows = codes.map(
    (code) => `<li><a href="/problems/${slugOf(code)}">${code}</a>: ${escaped(problems[code].title)}</li>`,
  );
  return page('Problems', `<ul>\n${rows.join('\n')}\n</ul>`);
};

const wantsPage = (accepts: string | false): boolean => accepts === 'html';

const answer = (
  response: Response,
  html: boolean,
  both: { readonly page: () => string; readonly json: unknown },
): void => {
  response.set('Vary', 'Accept');
  if (html) sendPage(response, 200, both.page());
  else sendJson(response, 200, both.json);
};

/** Opens the pages that explain problems, for people and for programs. */
export const openProblems = (router: Router): void => {
  router.get('/problems', (request, response) => {
    const html = wantsPage(request.accepts('json', 'html'));
    answer(response, html, { page: index, json: { problems: codes.map(told) } });
  });
  router.get('/problems/:code', (request, response) => {
    const code = bySlug.get(request.params.code);
    if (code === undefined) return sendProblem(response, { type: 'RouteUnknown' });
    const html = wantsPage(request.accepts('json', 'html'));
    return answer(response, html, { page: () => pageOf(code), json: told(code) });
  });
};
