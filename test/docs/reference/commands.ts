import { catalogue, type CommandType } from '@recount/domain';
import { fieldsInWords, fieldsOf, formRows, formsIn } from './forms.js';
import { code, codes, type Page, pageOf, section, tableOf } from './markdown.js';
import { constantOf, exportsOf, saysOf, tagsIn } from './sources.js';

/** Every command by name, in the order of the catalogue. */
export const commandTypes = Object.keys(catalogue) as ReadonlyArray<string> as ReadonlyArray<CommandType>;

const sliceOf = (type: CommandType): string => constantOf('domain', type).file.split('/')[3] ?? '';

const decisionOf = (type: CommandType) =>
  exportsOf('domain').find(
    ({ annotation }) =>
      annotation?.getText().startsWith('Decide<') === true &&
      annotation.typeArguments?.[0]?.getText() === type,
  );

/** The refusals that a command may meet, as its decision's type says. */
export const refusalsOf = (type: CommandType): ReadonlyArray<string> => [
  ...new Set(tagsIn('domain', decisionOf(type)?.annotation?.typeArguments?.[1])),
];

const row = (type: CommandType): ReadonlyArray<string> => [
  code(type),
  saysOf(constantOf('domain', type)),
  fieldsInWords(catalogue[type].codec, ['type', 'actor', 'at']),
  codes(refusalsOf(type)),
];

const slices = [...new Set(commandTypes.map(sliceOf))];

const ofSlice = (slice: string): string =>
  section(
    slice,
    tableOf(
      ['command', 'what it does', 'fields', 'may be refused with'],
      commandTypes.filter((type) => sliceOf(type) === slice).map(row),
    ),
  );

const forms = formsIn(
  commandTypes.flatMap((type) => {
    const { required, optional } = fieldsOf(catalogue[type].codec);
    return [...Object.values(required), ...Object.values(optional)];
  }),
);

/** The page of everything that may be asked for, slice by slice. */
export const commandsPage = (): Page =>
  pageOf(
    'commands',
    {
      title: 'Commands',
      about: [
        'Everything that may be asked for, slice by slice. Each command also has `type`, `actor` (who asks) and `at`',
        '(when; `core` fills it in). A field with `?` may be absent. [Rules](rules.md) says what a refusal means.',
      ].join('\n'),
    },
    [...slices.map(ofSlice), section('Forms', tableOf(['form', 'looks like', 'is'], formRows(forms)))],
  );
