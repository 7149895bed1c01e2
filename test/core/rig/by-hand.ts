import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { EventStore, Vault } from '@recount/core/ports';
import { isNone } from 'fp-ts/lib/Option.js';
import { answered } from '../../contracts/answers.js';
import { rawLog } from './raw-log.js';

// The vault's format, written a second time: base64url of nonce, ciphertext and tag under AES-256-GCM.
const shut = (key: Uint8Array, about: string, plain: Uint8Array): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
};

const unshut = (key: Uint8Array, about: string, text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
};

const lockOf = (secret: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'recount/vault/master', 32));

/** Puts a claim key into a vault, as the vault would have it. */
export const putClaimKey = async (vault: Vault, secret: string, kid: string): Promise<void> => {
  const [wrapped] = await answered(vault.get('own-key', ['master']));
  if (wrapped === undefined || isNone(wrapped)) throw new Error('the vault has no master key');
  const master = unshut(lockOf(secret), 'recount/vault/own-key/master', wrapped.value);
  const record = shut(master, `recount/vault/claim-key/${kid}`, randomBytes(32));
  await answered(vault.put([{ shelf: 'claim-key', id: kid, wrapped: record }]));
};

/** What an event is about to say, by hand. */
export type Said = {
  readonly stream: string;
  readonly type: string;
  readonly version?: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly subjects?: ReadonlyArray<string>;
};

/** Writes one event as the engine would have it, whatever it says. */
export const writeByHand = async (log: EventStore, said: Said): Promise<number> => {
  const { stream, type, version = 1, data, subjects = [] } = said;
  const own = (await rawLog(log)).filter(({ body }) => body.stream === stream);
  const commit = randomUUID();
  const body = {
    commit,
    count: 1,
    data,
    id: randomUUID(),
    index: 0,
    meta: { actor: { name: 'a test', type: 'system' }, at: 0, correlation: commit },
    reads: {},
    request: commit,
    revision: own.length,
    sealed: {},
    stream,
    subjects,
    type,
    version,
  };
  const write = {
    stream,
    expected: own.length === 0 ? ('none' as const) : own.length - 1,
    bodies: [{ text: JSON.stringify(body), subjects }],
  };
  return (await answered(log.append({ id: commit, request: commit, writes: [write] }))).last;
};
