import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { allowInsecureRequests, customFetch, discovery, type ServerMetadata } from 'openid-client';
import type { ProviderFault } from '@recount/core/ports';
import { openWire, type Wire } from '../wire.js';
import type { Checked } from './configuration.js';
import { messageOf } from '../oauth/explanation.js';

/** The algorithms that a token may be signed with: none that a secret or nobody signs. */
export const signedWith: ReadonlyArray<string> = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const rememberedFor = 60 * 60 * 1000;

/** Those of them that a provider announces; one that says nothing signs with RS256 (OpenID Connect Core 3.1.3.7). */
export const trustedAlgorithms = (announced: unknown): string[] =>
  Array.isArray(announced) ? signedWith.filter((algorithm) => announced.includes(algorithm)) : ['RS256'];

const ask = async (configuration: Checked, wire: Wire): Promise<ServerMetadata> => {
  const found = await discovery(new URL(configuration.issuer), configuration.clientId, undefined, undefined, {
    [customFetch]: wire.fetch,
    execute: configuration.plainHttp ? [allowInsecureRequests] : [],
  });
  const metadata: ServerMetadata = found.serverMetadata();
  return {
    ...metadata,
    id_token_signing_alg_values_supported: trustedAlgorithms(metadata.id_token_signing_alg_values_supported),
  };
};

const discover = (
  configuration: Checked,
  deadline: AbortSignal,
): TE.TaskEither<ProviderFault, ServerMetadata> => {
  const wire = openWire(deadline, configuration.maxAnswer);
  const fault = (type: ProviderFault['type'], detail: string): ProviderFault => ({
    type,
    provider: configuration.name,
    detail,
  });
  return TE.filterOrElse(
    (metadata: ServerMetadata) => metadata.issuer === configuration.issuer,
    () => fault('ProviderAnswersBadly', 'it calls itself by another issuer than the configured one'),
  )(
    TE.tryCatch(
      () => ask(configuration, wire),
      (cause) => {
        const { type, detail } = wire.fault() ?? {
          type: 'ProviderAnswersBadly',
          detail: messageOf(cause),
        };
        return fault(type, detail);
      },
    ),
  );
};

/** What a provider says of itself, or why that cannot be known before the deadline. */
export type Described = (deadline: AbortSignal) => TE.TaskEither<ProviderFault, ServerMetadata>;

/**
 * Asks a provider what it says of itself when that is first needed, again after an hour, and at once after a failure; what
 * it said holds on while it cannot be asked.
 */
export const discovered = (configuration: Checked): Described => {
  type Asked = {
    readonly until: number;
    readonly answer: Promise<E.Either<ProviderFault, ServerMetadata>>;
  };
  let asked: Asked | undefined;
  let known: ServerMetadata | undefined;
  return (deadline) => async () => {
    if (asked === undefined || Date.now() >= asked.until)
      asked = {
        until: Date.now() + rememberedFor,
        answer: discover(configuration, deadline)(),
      };
    const mine = asked;
    const answer = await mine.answer;
    if (E.isRight(answer)) known = answer.right;
    else if (asked === mine) asked = undefined;
    return E.isLeft(answer) && known !== undefined ? E.right(known) : answer;
  };
};
