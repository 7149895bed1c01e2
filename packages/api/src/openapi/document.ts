import { Problem } from '../problems/problem.js';
import { type Code, problems } from '../problems/codes.js';
import type { RouteOutline } from '../route.js';
import { fieldsOf, type Schema, schemaOf } from './schema.js';
import { parametersOf } from './parameters.js';

const everywhere: ReadonlyArray<Code> = ['Misfit', 'CredentialMissing', 'CredentialRefused', 'Unavailable'];

const json = (schema: Schema) => ({ 'application/json': { schema } });

const problemAnswers = (codes: ReadonlyArray<Code>) => {
  const statuses = [...new Set(codes.map((code) => problems[code].status))].toSorted((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const of = codes.filter((code) => problems[code].status === status);
      const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
      return [
        String(status),
        { description: of.map((code) => `${code}: ${problems[code].title}`).join('; '), content },
      ];
    }),
  );
};

const answersOf = (route: RouteOutline) => ({
  [String(route.status)]:
    route.status === 204
      ? { description: 'Done' }
      : { description: 'Done', content: json(schemaOf(route.answer)) },
  ...problemAnswers([...new Set([...everywhere, ...route.problems])]),
});

const bodyOf = (route: RouteOutline) =>
  fieldsOf(route.body).length === 0 && JSON.stringify(schemaOf(route.body)).includes('"properties":{}')
    ? {}
    : { requestBody: { required: true, content: json(schemaOf(route.body)) } };

const operationOf = (route: RouteOutline) => ({
  operationId: route.name,
  summary: route.summary,
  tags: [route.area],
  security: route.open ? [] : [{ key: [] }, { cookie: [] }],
  parameters: parametersOf(route),
  ...bodyOf(route),
  responses: answersOf(route),
});

const pathsOf = (routes: ReadonlyArray<RouteOutline>) => {
  const paths = new Map<string, Record<string, unknown>>();
  for (const route of routes) {
    const path = route.path.replaceAll(/:([a-z]+)/g, '{$1}');
    paths.set(path, { ...paths.get(path), [route.method.toLowerCase()]: operationOf(route) });
  }
  return Object.fromEntries(paths);
};

/** The OpenAPI 3.1 document of these routes, derived from their codecs. */
export const openApi = (
  routes: ReadonlyArray<RouteOutline>,
  told: { readonly version: string; readonly origin: string; readonly cookie: string },
) => ({
  openapi: '3.1.0',
  info: { title: 'Recount', version: told.version, description: 'Accounts as a history.' },
  servers: [{ url: told.origin }],
  paths: pathsOf(routes),
  components: {
    schemas: { Problem: schemaOf(Problem) },
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'A key or a session token.' },
      cookie: { type: 'apiKey', in: 'cookie', name: told.cookie },
    },
  },
});
