import { type EventType, registry, type StreamKind } from '@recount/domain/facts';
import { fieldsInWords, formRows, formsIn } from './forms.js';
import { code, type Page, pageOf, section, tableOf } from './markdown.js';
import { constantOf, saysOf } from './sources.js';

const types = Object.keys(registry) as ReadonlyArray<string> as ReadonlyArray<EventType>;

const kinds: ReadonlyArray<StreamKind> = [...new Set(types.map((type) => registry[type].kind))];

const streamSays = (kind: StreamKind): string => saysOf(constantOf('domain', `${kind}Stream`));

const row = (type: EventType): ReadonlyArray<string> => [
  code(type),
  String(registry[type].version),
  saysOf(constantOf('domain', type)),
  fieldsInWords(registry[type].codec, ['type']),
];

const ofKind = (kind: StreamKind): string =>
  section(
    kind === 'log' ? 'log' : `${kind}-…`,
    streamSays(kind),
    tableOf(
      ['event', 'version', 'what happened', 'fields'],
      types.filter((type) => registry[type].kind === kind).map(row),
    ),
  );

/** The page of everything that can happen, by the kind of stream it stands in. */
export const eventsPage = (): Page =>
  pageOf(
    'events',
    {
      title: 'Events',
      about: [
        'Everything that can happen, by the kind of stream that it stands in. A field with `?` may be absent.',
        'Each event also has an envelope: stream, revision, id, commit, actor, times and subjects;',
        '[the log](../explanation/the-log.md) explains it. What is told of a person is sealed beside the event',
        'and is no field here.',
      ].join('\n'),
    },
    [
      ...kinds.map(ofKind),
      section(
        'Forms',
        tableOf(
          ['form', 'looks like', 'is'],
          formRows(formsIn(types.flatMap((type) => valuesOf(registry[type].codec)))),
        ),
      ),
    ],
  );

const valuesOf = (codec: object): ReadonlyArray<unknown> =>
  ['required', 'optional'].flatMap((part) =>
    part in codec ? Object.values((codec as Readonly<Record<string, object>>)[part] ?? {}) : [],
  );
