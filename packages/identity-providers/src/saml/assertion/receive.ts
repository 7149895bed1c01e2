import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { SamlAssertion, SamlProvider, SignInNotProven } from '@recount/core/ports';
import { notProven } from '../../callback.js';
import { type Answer, isSuccess, judged } from './judged.js';
import { assertedBy } from './login.js';
import { type Broken, broken, firstBroken } from '../promises/check.js';
import type { Checked } from '../configuration/settings.js';
import { form, signedIn } from '../signature/form.js';
import { signedAssertion } from '../signature/holds.js';
import { assertionsIn, isAnswer, shape } from '../signature/in-place.js';
import { unpacked, utf8 } from '../xml/decode.js';
import type { Element } from '../xml/element.js';
import { readXml } from '../xml/read.js';

type Document = { readonly text: string; readonly root: Element };

const documentIn = (samlResponse: string): E.Either<Broken, Document> =>
  pipe(
    unpacked(samlResponse),
    E.chain(utf8),
    E.chain((text) =>
      pipe(
        readXml(text),
        E.map((root) => ({ text, root })),
      ),
    ),
  );

const brokenBefore = (root: Element, configuration: Checked): Broken | undefined => {
  if (!isAnswer(root)) return broken('messageIsOfItsKind');
  if (!isSuccess(root)) return broken('statusIsSuccess');
  const misshapen = firstBroken(shape, { root, configuration });
  if (misshapen !== undefined) return misshapen;
  return [root, ...assertionsIn(root)]
    .flatMap(signedIn)
    .map((signed) => firstBroken(form, signed))
    .find((found) => found !== undefined);
};

const standing = (configuration: Checked, document: Document): E.Either<Broken, Document> => {
  const found = brokenBefore(document.root, configuration);
  return found === undefined ? E.right(document) : E.left(found);
};

const judge = (answer: Answer): E.Either<Broken, SamlAssertion> => {
  const found = firstBroken(judged, answer);
  return found === undefined ? assertedBy(answer) : E.left(found);
};

const refusedBy = ({ name, detail }: Broken, provider: string): SignInNotProven =>
  notProven(provider)(name === 'statusIsSuccess' ? 'denied' : 'assertion', detail);

/** Judges an answer: how it is built, who signed which bytes of it, and then what these bytes say. */
export const receiving =
  (configuration: Checked): SamlProvider['receive'] =>
  (samlResponse) => {
    const now = Date.now();
    return pipe(
      TE.fromEither(documentIn(samlResponse)),
      TE.chainEitherK((document) => standing(configuration, document)),
      TE.chain(({ text, root }) =>
        pipe(
          signedAssertion(configuration, { text, whollySigned: signedIn(root).length > 0, now }),
          TE.chainEitherK((assertion) => judge({ root, assertion, configuration, now })),
        ),
      ),
      TE.mapLeft((found) => refusedBy(found, configuration.name)),
    );
  };
