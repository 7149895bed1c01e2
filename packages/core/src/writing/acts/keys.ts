import type { KeyId } from '@recount/domain/vocabulary';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { mintKey, readKey, type Token } from '../../access/index.js';
import type { Done, Terms } from '../asking/index.js';
import type { Acts, KeyMinted } from './acts.js';
import type { Making } from './making.js';
import { type Given, keptToken, toldOnce } from './secrets.js';

const keyIdIn = ({ events }: Done, otherwise: KeyId): KeyId =>
  events.flatMap(({ event }) => (event.type === 'KeyIssued' ? [event.keyId] : []))[0] ?? otherwise;

type Asked = Pick<Terms, 'repeatable'> & { readonly token: Given<KeyId> };

const minted = async (done: Done, { repeatable, token }: Asked, making: Making): Promise<KeyMinted> => ({
  ...done,
  keyId: keyIdIn(done, token.id),
  secret: await toldOnce(done, { repeatable, token }, making),
});

const hashed = ({ hash, last4 }: Token<KeyId>) => ({ hash, last4 });

/** Issues a key: its secret is made here, told once, and kept as a hash. */
export const issueKey =
  (making: Making): Acts['issueKey'] =>
  (wish, terms = {}) =>
  async () => {
    const command = (token: Token<KeyId>) => ({
      type: 'IssueKey' as const,
      ...wish,
      keyId: token.id,
      ...hashed(token),
    });
    const fresh = mintKey(making.ids.key(), making.entropy);
    const minting = { fresh, read: readKey, fits: () => true, wish: command };
    const token = await keptToken(minting, terms, making);
    if (isLeft(token)) return token;
    const done = await making.ask(command(token.right), terms)();
    return isLeft(done) ? done : right(await minted(done.right, { ...terms, token: token.right }, making));
  };

/** Gives a key another secret, made here and told once. */
export const rotateKey =
  (making: Making): Acts['rotateKey'] =>
  ({ grace, ...wish }, terms = {}) =>
  async () => {
    const graceUntil = making.clock.now() + grace;
    const command = (token: Token<KeyId>) => ({
      type: 'RotateKey' as const,
      ...wish,
      ...hashed(token),
      graceUntil,
    });
    const fresh = mintKey(wish.keyId, making.entropy);
    const fits = ({ id }: Token<KeyId>) => id === wish.keyId;
    const token = await keptToken({ fresh, read: readKey, fits, wish: command }, terms, making);
    if (isLeft(token)) return token;
    const done = await making.ask(command(token.right), terms)();
    return isLeft(done) ? done : right(await minted(done.right, { ...terms, token: token.right }, making));
  };
