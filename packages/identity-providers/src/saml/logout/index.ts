import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { SamlLogout, SamlProvider } from '@recount/core/ports';
import { notProven } from '../../callback.js';
import { type Broken, broken, firstBroken } from '../promises/check.js';
import type { Checked } from '../configuration/settings.js';
import { libraryFor } from '../configuration/library.js';
import { form, signedIn } from '../signature/form.js';
import { requestIsSigned } from '../signature/holds.js';
import { idsAreUnique, isSigned, signaturesStandIn } from '../signature/in-place.js';
import { unpacked, utf8 } from '../xml/decode.js';
import type { Element } from '../xml/element.js';
import { readXml } from '../xml/read.js';
import { isLogoutRequest, type Judged, judgeLogout } from './judged.js';
import { redirected } from './redirect.js';

type Request = Parameters<SamlProvider['logout']>[0];
type Proven = { readonly root: Element; readonly relayState: string };

const requestIn = (text: string): E.Either<Broken, Element> =>
  pipe(
    readXml(text),
    E.filterOrElse(isLogoutRequest, () => broken('messageIsOfItsKind')),
  );

const wellSigned = (root: Element): Broken | undefined => {
  if (!idsAreUnique(root)) return broken('idsAreUnique');
  if (!signaturesStandIn(root, [root]) || !isSigned(root)) return broken('signaturesStandInPlace');
  return signedIn(root)
    .map((signed) => firstBroken(form, signed))
    .find((found) => found !== undefined);
};

const posted = (configuration: Checked, samlRequest: string, now: number): TE.TaskEither<Broken, Element> =>
  pipe(
    TE.fromEither(pipe(unpacked(samlRequest), E.chain(utf8))),
    TE.chain((text) =>
      pipe(
        TE.fromEither(requestIn(text)),
        TE.chainEitherK((root) => pipe(wellSigned(root), (found) => (found ? E.left(found) : E.right(root)))),
        TE.chainFirst(() => requestIsSigned(configuration, { text, now })),
      ),
    ),
  );

const provenIn = (configuration: Checked, request: Request, now: number): TE.TaskEither<Broken, Proven> =>
  request.binding === 'post'
    ? pipe(
        posted(configuration, request.samlRequest, now),
        TE.map((root) => ({ root, relayState: request.relayState ?? '' })),
      )
    : TE.fromEither(
        pipe(
          redirected(configuration, request.query, now),
          E.chain(({ text, relayState }) =>
            pipe(
              requestIn(text),
              E.map((root) => ({ root, relayState })),
            ),
          ),
        ),
      );

const answered =
  (configuration: Checked, { relayState }: Proven, now: number) =>
  ({ subject, requestId }: Judged): TE.TaskEither<Broken, SamlLogout> =>
    TE.tryCatch(
      async () => {
        const about = { ID: requestId, issuer: '', nameID: subject, nameIDFormat: '' };
        const library = libraryFor(configuration, { now });
        return {
          subject,
          requestId,
          redirectTo: await library.getLogoutResponseUrlAsync(about, relayState, {}, true),
        };
      },
      () => broken('logoutIsSetUp'),
    );

/** Judges a request to sign somebody out, and makes the answer that the browser takes back. */
export const loggingOut =
  (configuration: Checked): SamlProvider['logout'] =>
  (request) => {
    const now = Date.now();
    return pipe(
      provenIn(configuration, request, now),
      TE.chain((proven) =>
        pipe(
          TE.fromEither(judgeLogout({ root: proven.root, configuration, now })),
          TE.chain(answered(configuration, proven, now)),
        ),
      ),
      TE.mapLeft(({ detail }) => notProven(configuration.name)('assertion', detail)),
    );
  };
