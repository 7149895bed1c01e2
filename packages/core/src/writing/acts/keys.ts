import { Last4 } from '@recount/domain/keys';
import type { KeyId } from '@recount/domain/vocabulary';
import { isLeft, left, right } from 'fp-ts/lib/Either.js';
import { mintKey, readKey, type Token } from '../../access/index.js';
import type { Done } from '../asking/index.js';
import { unavailable } from '../../ports/index.js';
import type { Acts, KeyMinted } from './acts.js';
import type { Making } from './making.js';
import { keptToken, toldOnce } from './secrets.js';

const keyIdIn = ({ events }: Done, otherwise: KeyId): KeyId =>
  events.flatMap(({ event }) => (event.type === 'KeyIssued' ? [event.keyId] : []))[0] ?? otherwise;

const minted = (done: Done, token: Token<KeyId>): KeyMinted => ({
  ...done,
  keyId: keyIdIn(done, token.id),
  secret: toldOnce(done, token),
});

const hashed = ({ text, hash }: Token<KeyId>) => {
  const last4 = text.slice(-4);
  return Last4.is(last4) ? right({ hash, last4 }) : left(unavailable('a key without its last four'));
};

/** Issues a key: its secret is made here, told once, and kept as a hash. */
export const issueKey =
  (making: Making): Acts['issueKey'] =>
  (wish, terms = {}) =>
  async () => {
    const fresh = mintKey(making.ids.key(), making.entropy);
    const token = await keptToken(fresh, terms, { oneTime: making.oneTime, read: readKey });
    if (isLeft(token)) return token;
    const secret = hashed(token.right);
    if (isLeft(secret)) return secret;
    const command = { type: 'IssueKey' as const, ...wish, keyId: token.right.id, ...secret.right };
    const done = await making.ask(command, terms)();
    return isLeft(done) ? done : right(minted(done.right, token.right));
  };

/** Gives a key another secret, made here and told once. */
export const rotateKey =
  (making: Making): Acts['rotateKey'] =>
  ({ grace, ...wish }, terms = {}) =>
  async () => {
    const fresh = mintKey(wish.keyId, making.entropy);
    const token = await keptToken(fresh, terms, { oneTime: making.oneTime, read: readKey });
    if (isLeft(token)) return token;
    const secret = hashed(token.right);
    if (isLeft(secret)) return secret;
    const graceUntil = making.clock.now() + grace;
    const done = await making.ask({ type: 'RotateKey', ...wish, ...secret.right, graceUntil }, terms)();
    return isLeft(done) ? done : right(minted(done.right, token.right));
  };
