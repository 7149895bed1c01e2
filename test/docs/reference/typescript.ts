import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { inside } from './root.js';

/** A node of a syntax tree, as far as the pages are made from it. */
export type Node = {
  readonly getText: (source?: Node) => string;
  readonly getFullText: () => string;
  readonly name?: Node;
  readonly type?: Node;
  readonly initializer?: Node;
  readonly expression?: Node;
  readonly tag?: Node;
  readonly text?: string;
  readonly types?: ReadonlyArray<Node>;
  readonly members?: ReadonlyArray<Node>;
  readonly arguments?: ReadonlyArray<Node>;
  readonly typeArguments?: ReadonlyArray<Node>;
  readonly modifiers?: ReadonlyArray<Node>;
  readonly statements?: ReadonlyArray<Node>;
  readonly declarationList?: { readonly declarations: ReadonlyArray<Node> };
  readonly jsDoc?: ReadonlyArray<{ readonly comment?: unknown }>;
};

type Is = (node: Node) => boolean;

/** What is used of the compiler. It is the workshop's own tool, found from the top of the checkout. */
type Compiler = {
  readonly ScriptTarget: { readonly Latest: number };
  readonly createSourceFile: (
    ...of: readonly [path: string, text: string, target: number, parents: boolean]
  ) => Node;
  readonly forEachChild: (node: Node, visit: (child: Node) => void) => void;
  readonly getTextOfJSDocComment: (comment: unknown) => string | undefined;
  readonly isVariableStatement: Is;
  readonly isTypeAliasDeclaration: Is;
  readonly isCallExpression: Is;
  readonly isStringLiteralLike: Is;
  readonly isTypeLiteralNode: Is;
  readonly isUnionTypeNode: Is;
  readonly isTypeReferenceNode: Is;
};

const door = createRequire(inside('package.json')).resolve('typescript');

/** The compiler's own reader of TypeScript. */
export const ts: Compiler = (await import(pathToFileURL(door).href)).default;

/** Reads a TypeScript text. */
export const parsed = (path: string, text: string): Node =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

/** Every node of a tree, the outer before the inner. */
export const nodesOf = (top: Node): ReadonlyArray<Node> => {
  const found: Node[] = [top];
  ts.forEachChild(top, (child) => void found.push(...nodesOf(child)));
  return found;
};
