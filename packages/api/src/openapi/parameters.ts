import type { RouteOutline } from '../route.js';
import { fieldsOf } from './schema.js';

const header = (name: string, description: string, schema: object = { type: 'string' }) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});

const whom = header(
  'Recount-Account',
  'The account that the request means: id, handle or personal. Another than the path’s is refused.',
);
const atLeast = header(
  'Recount-At-Least',
  'A position that the answer has to show, as Recount-Position gave it.',
);
const repeated = header('Idempotency-Key', 'The same key and request have the same outcome, for ever.', {
  type: 'string',
  minLength: 16,
  maxLength: 255,
});
const unchanged = header('If-Match', 'The ETag of what is to be changed.');

const headersOf = (route: RouteOutline) => [
  ...(route.open ? [] : [whom]),
  ...(route.method === 'GET' ? [atLeast] : []),
  ...(route.method === 'GET' || route.open ? [] : [repeated]),
  ...(route.problems.includes('RevisionMoved') ? [unchanged] : []),
];

/** What a route reads beside its body, as OpenAPI lists it. */
export const parametersOf = (route: RouteOutline) => [
  ...fieldsOf(route.params).map((field) => ({ ...field, in: 'path' })),
  ...fieldsOf(route.query).map((field) => ({ ...field, in: 'query' })),
  ...headersOf(route),
];
