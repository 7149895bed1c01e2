import { allRoutes, codes as problemCodes, problems, type RouteOutline, slugOf } from '@recount/api';
import { fieldsInWords, fieldsOf, formName, formRows, formsIn } from './forms.js';
import { code, codes, type Page, pageOf, section, tableOf } from './markdown.js';

const areas = [...new Set(allRoutes.map(({ area }) => area))];

const isClosed = (codec: unknown): boolean =>
  typeof codec === 'object' && codec !== null && 'required' in codec;

const part = (name: string, codec: unknown): ReadonlyArray<string> => {
  const words = isClosed(codec) ? fieldsInWords(codec) : formName(codec);
  return words === '' ? [] : [`${name}: ${words}`];
};

const asked = ({ query, body }: RouteOutline): string =>
  [...part('query', query), ...part('body', body)].join('<br>');

const answered = ({ status, answer }: RouteOutline): string =>
  status === 204 ? '204' : `${status} ${formName(answer)}`;

const row = (route: RouteOutline): ReadonlyArray<string> => [
  code(`${route.method} ${route.path}`),
  route.open ? `${route.summary}. Needs no credential` : route.summary,
  asked(route),
  answered(route),
  codes(route.problems),
];

const ofArea = (area: string): string =>
  section(
    area,
    tableOf(
      ['route', 'what it does', 'asked with', 'answers', 'problems of its own'],
      allRoutes.filter((route) => route.area === area).map(row),
    ),
  );

const forms = formsIn(
  allRoutes.flatMap(({ params, query, body, answer }) => [
    answer,
    ...(isClosed(body) ? [] : [body]),
    ...[params, query, body].flatMap((codec) => {
      const { required, optional } = fieldsOf(codec);
      return [...Object.values(required), ...Object.values(optional)];
    }),
  ]),
);

const headers: ReadonlyArray<ReadonlyArray<string>> = [
  [
    '`Authorization`',
    'asks',
    '`Key <key>` or `Bearer <key or session token>`: who asks. Browsers send the cookie instead. One credential a request.',
  ],
  [
    '`Recount-Account`',
    'asks, answers',
    'The account that is meant: id, handle or `personal`. Another than the path’s is refused. Every answer under an account names it.',
  ],
  [
    '`Idempotency-Key`',
    'asks',
    '16 to 255 visible ASCII characters with a write: the same key and request have the same outcome, for ever.',
  ],
  ['`Idempotent-Replayed`', 'answers', '`true` when this is the outcome of an earlier, same request.'],
  [
    '`If-Match`, `ETag`',
    'asks, answers',
    'The revision that is to be changed; another one is refused with 412.',
  ],
  ['`Recount-Position`', 'answers', 'Where the log is after a write, or what a read shows.'],
  [
    '`Recount-At-Least`',
    'asks',
    'A position that the answer has to show; the read waits for it, at most two seconds.',
  ],
  ['`Recount-Views`', 'answers', '`behind` when a write is in the log and the views do not show it yet.'],
  ['`Retry-After`', 'answers', 'Seconds to wait, with 429 and 503.'],
];

const problemRow = (name: (typeof problemCodes)[number]): ReadonlyArray<string> => {
  const { status, title, explanation } = problems[name];
  return [code(name), String(status), title, explanation, code(`/problems/${slugOf(name)}`)];
};

/** The page of the HTTP interface. */
export const httpPage = (): Page =>
  pageOf(
    'http',
    {
      title: 'HTTP',
      about: [
        'JSON in, JSON out, under `/v1`. Unknown fields are refused, not dropped. A field with `?` may be absent.',
        'The running service shows the same at `/docs`, and as OpenAPI 3.1 at `/openapi.json`.',
      ].join('\n'),
    },
    [
      section('Headers', tableOf(['header', 'where', 'what it means'], headers)),
      ...areas.map(ofArea),
      section('Forms', tableOf(['form', 'looks like', 'is'], formRows(forms))),
      section(
        'Problems',
        [
          'Errors are `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, `code`, `instance`, and',
          '`errors` with a JSON Pointer each where a request did not fit. Programs look at `code`.',
        ].join('\n'),
        tableOf(
          ['code', 'status', 'title', 'what it means, and what to do', 'page'],
          problemCodes.map(problemRow),
        ),
      ),
    ],
  );
