import { filesUnder, textOf } from './root.js';
import { type Node, parsed, ts } from './typescript.js';

/** Something that a file exports: its sentence, and where and what it is. */
export type Exported = {
  readonly name: string;
  readonly file: string;
  readonly says: string;
  /** The value of a constant, or the form of a type. */
  readonly node: Node | undefined;
  readonly annotation: Node | undefined;
  readonly is: 'constant' | 'type';
};

const sentenceOf = (statement: Node): string =>
  (ts.getTextOfJSDocComment(statement.jsDoc?.at(-1)?.comment) ?? '').replaceAll(/\s+/g, ' ').trim();

const isExported = (statement: Node): boolean =>
  statement.modifiers?.some((modifier) => modifier.getText() === 'export') === true;

const exportedBy =
  (file: string) =>
  (statement: Node): ReadonlyArray<Exported> => {
    const says = sentenceOf(statement);
    // A type that stays in its file may still be what an exported one is made of.
    if (ts.isTypeAliasDeclaration(statement)) {
      const name = statement.name?.getText() ?? '';
      return [{ name, file, says, node: statement.type, annotation: undefined, is: 'type' }];
    }
    if (!isExported(statement) || !ts.isVariableStatement(statement)) return [];
    return (statement.declarationList?.declarations ?? []).map((declared) => ({
      name: declared.name?.getText() ?? '',
      file,
      says,
      node: declared.initializer,
      annotation: declared.type,
      is: 'constant' as const,
    }));
  };

const readPackages = new Map<string, ReadonlyArray<Exported>>();

/** All constants that a package's files export, and all types, file by file. */
export const exportsOf = (name: string): ReadonlyArray<Exported> => {
  const known = readPackages.get(name);
  if (known !== undefined) return known;
  const read = filesUnder(`packages/${name}/src`, '.ts').flatMap((file) =>
    (parsed(file, textOf(file)).statements ?? []).flatMap(exportedBy(file)),
  );
  readPackages.set(name, read);
  return read;
};

/** The constant of this name in a package, which has to be there. */
export const constantOf = (packageName: string, name: string): Exported => {
  const found = exportsOf(packageName).find((one) => one.is === 'constant' && one.name === name);
  if (found === undefined) throw new Error(`packages/${packageName} exports no ${name}`);
  return found;
};

/** The type of this name in a package, if there is one. */
export const typeOf = (packageName: string, name: string): Exported | undefined =>
  exportsOf(packageName).find((one) => one.is === 'type' && one.name === name);

/** The sentence of an export; without one there is nothing to print, and the page is not made. */
export const saysOf = (exported: Exported): string => {
  if (exported.says === '') throw new Error(`${exported.file}: ${exported.name} has no sentence`);
  return exported.says;
};

const leaf = /^\{\s*(?:readonly )?type:\s*'(\w+)'/;

/** The tags of a union of tagged types, names followed wherever the package declares them. */
export const tagsIn = (packageName: string, type: Node | undefined): ReadonlyArray<string> => {
  if (type === undefined) return [];
  if (ts.isUnionTypeNode(type)) return (type.types ?? []).flatMap((one) => tagsIn(packageName, one));
  const tag = leaf.exec(type.getText())?.[1];
  if (tag !== undefined) return [tag];
  const declared = typeOf(packageName, type.getText());
  return declared === undefined ? [] : tagsIn(packageName, declared.node);
};
