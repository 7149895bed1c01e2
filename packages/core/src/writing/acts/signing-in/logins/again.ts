import { type Either, isLeft } from 'fp-ts/lib/Either.js';

const tries = 3;

// A first handle, a claim key or a login that came or went meanwhile: all is named anew.
const passing: ReadonlySet<string> = new Set(['HandleIsTakenOnce', 'ClaimsUseLivingKeys', 'LoginUnknown']);

/** Names what a command is about and asks for it, anew where its names were overtaken. */
export const untilNamed = async <E extends { readonly type: string }, A>(
  ask: () => Promise<Either<E, A>>,
): Promise<Either<E, A>> => {
  let answer = await ask();
  for (let i = 1; i < tries && isLeft(answer) && passing.has(answer.left.type); i++) answer = await ask();
  return answer;
};
