import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Broken, broken } from '../promises/check.js';
import type { Checked } from '../configuration/settings.js';
import { libraryFor } from '../configuration/library.js';
import type { Element } from '../xml/element.js';
import { readXml } from '../xml/read.js';

/** A document that was read and stands as it should: its text, and whether a signature covers all of it. */
export type Standing = { readonly text: string; readonly whollySigned: boolean; readonly now: number };

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

const doesNotHold = (): Broken => broken('signatureHolds');

/** The assertion as its provider signed it, read from the signed bytes and from nothing else. */
export const signedAssertion = (
  configuration: Checked,
  { text, whollySigned, now }: Standing,
): TE.TaskEither<Broken, Element> =>
  pipe(
    TE.tryCatch(async () => {
      const library = libraryFor(configuration, { now, answerIsSigned: whollySigned });
      const { profile } = await library.validatePostResponseAsync({ SAMLResponse: base64(text) });
      return profile?.getAssertionXml?.();
    }, doesNotHold),
    TE.chainEitherK(E.fromNullable(doesNotHold())),
    TE.chainEitherK((signed) => readXml(signed)),
  );

/** Whether the provider signed this request as a whole. */
export const requestIsSigned = (
  configuration: Checked,
  { text, now }: Pick<Standing, 'text' | 'now'>,
): TE.TaskEither<Broken, true> =>
  pipe(
    TE.tryCatch(
      () => libraryFor(configuration, { now }).validatePostRequestAsync({ SAMLRequest: base64(text) }),
      doesNotHold,
    ),
    TE.map(() => true as const),
  );
