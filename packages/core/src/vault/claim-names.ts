import { createHmac } from 'node:crypto';
import { ClaimDigest, type ClaimKeyId, type Claims } from '@recount/domain/vocabulary';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { type Unavailable, unavailable } from '../ports/index.js';
import type { SecretKey } from './boxes.js';
import type { Strongbox } from './strongbox.js';

/** Names a claim on a login or an address under every living claim key. */
export type ClaimNames = (
  kind: 'login' | 'mailbox',
  parts: ReadonlyArray<string>,
  living: ReadonlyArray<ClaimKeyId>,
) => Promise<Either<Unavailable, Claims>>;

const digest = (kid: ClaimKeyId, key: SecretKey, said: string): Either<Unavailable, ClaimDigest> => {
  const name = `${kid}-${createHmac('sha256', key).update(said).digest('hex')}`;
  return ClaimDigest.is(name) ? right(name) : left(unavailable(`${kid} names no claim`));
};

/** Names claims with the claim keys in a vault, each fetched once. */
export const claimNames = (box: Strongbox): ClaimNames => {
  const keys = new Map<ClaimKeyId, SecretKey>();
  const keyOf = async (kid: ClaimKeyId): Promise<Either<Unavailable, SecretKey>> => {
    const held = keys.get(kid);
    if (held !== undefined) return right(held);
    const found = await box.find('claim-key', kid);
    if (isLeft(found)) return found;
    if (found.right === undefined) return left(unavailable(`the vault lacks the claim key ${kid}`));
    keys.set(kid, found.right);
    return right(found.right);
  };
  return async (kind, parts, living) => {
    const said = JSON.stringify([kind, ...parts]);
    const names: ClaimDigest[] = [];
    for (const kid of living) {
      const key = await keyOf(kid);
      if (isLeft(key)) return key;
      const name = digest(kid, key.right, said);
      if (isLeft(name)) return name;
      names.push(name.right);
    }
    const [newest, ...older] = names;
    return newest === undefined ? left(unavailable('the log has no claim key')) : right({ newest, older });
  };
};
