import { mapLeft } from 'fp-ts/lib/TaskEither.js';
import { type Unavailable, unavailable } from '@recount/core/ports';
import type { Failure } from './database.js';

/** What failed was only a question: nothing came of it. */
export const notRead = mapLeft(({ detail }: Failure): Unavailable => unavailable(detail));

/** What failed was to change something; whether it did is said as far as it is known. */
export const notWritten = mapLeft(
  ({ applied, detail }: Failure): Unavailable => ({ type: 'Unavailable', applied, detail }),
);
