import { type Event, type EventType, type Recorded, registry } from '@recount/domain/facts';
import { eachView, type ViewOutline } from '@recount/projections';
import { fieldsOf } from './forms.js';
import { code, codes, type Page, pageOf, section, tableOf } from './markdown.js';
import { constantOf, exportsOf, saysOf, typeOf } from './sources.js';
import { type Node, nodesOf, ts } from './typescript.js';

const types = Object.keys(registry) as ReadonlyArray<string> as ReadonlyArray<EventType>;

const sample = (codec: unknown): unknown =>
  typeof codec === 'object' && codec !== null && 'keys' in codec ? Object.keys(codec.keys as object)[0] : 'x';

// Which rows an event touches is seen by its type and its fields' presence, so any value will do.
const sampleOf = (type: EventType): Recorded => {
  const { required } = fieldsOf(registry[type].codec);
  const fields = Object.entries(required).map(([name, codec]) => [name, sample(codec)]);
  const event = { ...Object.fromEntries(fields), type } as Event;
  const nobody = { type: 'system', name: 'sample' } as const;
  const meta = { actor: nobody, correlation: '', at: 0 };
  const place = { position: 1, recordedAt: 0, stream: '', revision: 0, id: '', commit: '' };
  return { ...place, event, sealed: {}, subjects: [], meta };
};

const touchedBy = ({ rowsOf }: ViewOutline): ReadonlyArray<string> =>
  types.filter((type) => rowsOf(sampleOf(type)).length > 0);

const membersOf = (node: Node | undefined): ReadonlyArray<string> => {
  if (node === undefined) return [];
  const named = typeOf('projections', node.getText());
  if (named !== undefined) return membersOf(named.node);
  if (node.types !== undefined) return [...new Set(node.types.flatMap(membersOf))];
  return ts.isTypeLiteralNode(node)
    ? (node.members ?? []).map((member) =>
        member
          .getText()
          .replace(/^readonly /, '')
          .replace(/\??:[^]*$/, ''),
      )
    : [];
};

const documentOf = (name: string): Node | undefined =>
  nodesOf(constantOf('projections', name).node ?? ({} as never)).find(
    (one) => ts.isCallExpression(one) && one.typeArguments !== undefined,
  )?.typeArguments?.[0];

const documentSays = (document: Node | undefined): string =>
  exportsOf('projections').find(({ is, name }) => is === 'type' && name === document?.getText())?.says ?? '';

const part = (view: ViewOutline): string => {
  const document = documentOf(view.name);
  return section(
    view.name,
    saysOf(constantOf('projections', view.name)),
    tableOf(
      ['', ''],
      [
        ['version', String(view.version)],
        ['a row is', documentSays(document)],
        ['a row holds', codes(membersOf(document))],
        ['changed by', codes(touchedBy(view))],
        [
          'code',
          `[${constantOf('projections', view.name).file}](../../${constantOf('projections', view.name).file})`,
        ],
      ],
    ),
  );
};

/** The page of the questions that are answered from rows. */
export const viewsPage = (): Page =>
  pageOf(
    'views',
    {
      title: 'Views',
      about: [
        'Each view answers one question, row by row, from the events of the log. What a row says is a fold of events,',
        `so a view can be dropped and built again, and any of them can be asked as of a moment in the past.`,
        `There are ${code('core.look')} for now and ${code('core.asOf')} for then.`,
      ].join('\n'),
    },
    eachView<ViewOutline>((view) => view).map(part),
  );
