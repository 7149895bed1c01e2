import { day } from '@recount/domain/vocabulary';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { grounds } from '../rig/grounds.js';
import { type Node, onNode, type Wanted } from '../rig/node.js';
import { createTeam, issueKey, joins, proof, signIn, timePasses, told } from '../rig/people.js';
import { interposed } from '../rig/tampering.js';

const refusedAs = (why: string) => ({ type: 'CredentialRefused', why });

const team = async ({ core }: Node) => {
  const ada = await signIn(core, proof('ada'));
  const accountId = await createTeam(core, ada, 'acme');
  return { ada, accountId };
};

// Another text of the same form: what comes after the id is another secret, and the checksum is its own.
const crc32 = (text: string): number => {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
};
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checked = (body: string): string => {
  let sum = '';
  for (let rest = crc32(body); sum.length < 6; rest = Math.floor(rest / 62))
    sum = digits.charAt(rest % 62) + sum;
  return body + sum;
};

describe.each(grounds)('$name, a key', (ground) => {
  const holds = (run: (node: Node) => Promise<void>) => onNode(run, {}, ground);

  it(
    'lets its account in, with its scope',
    holds(async (node) => {
      const { ada, accountId } = await team(node);
      for (const scope of ['API', 'ADMIN'] as const) {
        const { text, keyId } = await issueKey(node.core, ada, { accountId, scope });
        const actor = { type: 'key', keyId, accountId };
        expect(await answered(node.core.authenticate(text))).toEqual({
          type: 'key',
          actor,
          accountId,
          scope,
        });
      }
    }),
  );

  it(
    'lets nobody in from the moment on at which its revocation was answered',
    holds(async (node) => {
      const { ada, accountId } = await team(node);
      const { text, keyId } = await issueKey(node.core, ada, { accountId });
      await answered(node.core.authenticate(text));
      await answered(node.core.ask({ type: 'RevokeKey', actor: ada.actor, accountId, keyId, why: 'leaked' }));
      expect(await refusal(node.core.authenticate(text))).toEqual(refusedAs('revoked'));
      const { core } = await node.restart();
      expect(await refusal(core.authenticate(text))).toEqual(refusedAs('revoked'));
    }),
  );

  it(
    'that was rotated works with both secrets until the grace is over, to the millisecond',
    holds(async (node) => {
      const { core } = node;
      const { ada, accountId } = await team(node);
      const { text, keyId } = await issueKey(core, ada, { accountId });
      await answered(core.authenticate(text));
      const next = await answered(core.rotateKey({ actor: ada.actor, accountId, keyId, grace: day }));
      await timePasses(node, newYear + day - 1);
      expect((await answered(core.authenticate(text))).actor).toMatchObject({ keyId });
      expect((await answered(core.authenticate(told(next.secret)))).actor).toMatchObject({ keyId });
      await timePasses(node, newYear + day);
      expect(await refusal(core.authenticate(text))).toEqual(refusedAs('unknown'));
      expect((await answered(core.authenticate(told(next.secret)))).actor).toMatchObject({ keyId });
    }),
  );

  it(
    'that was rotated without grace works with the new secret only',
    holds(async (node) => {
      const { ada, accountId } = await team(node);
      const { text, keyId } = await issueKey(node.core, ada, { accountId });
      const next = await answered(node.core.rotateKey({ actor: ada.actor, accountId, keyId, grace: 0 }));
      expect(await refusal(node.core.authenticate(text))).toEqual(refusedAs('unknown'));
      await answered(node.core.authenticate(told(next.secret)));
    }),
  );

  it(
    'that was rotated and revoked works with neither secret',
    holds(async (node) => {
      const { ada, accountId } = await team(node);
      const { text, keyId } = await issueKey(node.core, ada, { accountId });
      const next = await answered(node.core.rotateKey({ actor: ada.actor, accountId, keyId, grace: day }));
      await answered(node.core.ask({ type: 'RevokeKey', actor: ada.actor, accountId, keyId, why: 'leaked' }));
      for (const secret of [text, told(next.secret)])
        expect(await refusal(node.core.authenticate(secret))).toEqual(refusedAs('revoked'));
    }),
  );

  it(
    'D12: that ends works until its end, to the millisecond',
    holds(async (node) => {
      const { ada, accountId } = await team(node);
      const { text } = await issueKey(node.core, ada, { accountId, expires: newYear + day });
      await timePasses(node, newYear + day - 1);
      expect(await answered(node.core.authenticate(text))).toMatchObject({ expires: newYear + day });
      await timePasses(node, newYear + day);
      expect(await refusal(node.core.authenticate(text))).toEqual(refusedAs('expired'));
    }),
  );

  it(
    'of an archived account is refused until the account is restored',
    holds(async (node) => {
      const { core } = node;
      const { ada, accountId } = await team(node);
      const { text } = await issueKey(core, ada, { accountId });
      await answered(core.authenticate(text));
      await answered(core.ask({ type: 'ArchiveAccount', actor: ada.actor, accountId }));
      expect(await refusal(core.authenticate(text))).toEqual(refusedAs('archived'));
      await answered(core.ask({ type: 'RestoreAccount', actor: ada.actor, accountId }));
      expect((await answered(core.authenticate(text))).type).toBe('key');
    }),
  );

  it(
    'survives whoever issued it',
    holds(async (node) => {
      const { core } = node;
      const { ada, accountId } = await team(node);
      const ben = await signIn(core, proof('ben'));
      await joins(core, ada, { member: ben, accountId, role: 'admin' });
      const { text } = await issueKey(core, ben, { accountId });
      const { identityId } = ben;
      await answered(core.ask({ type: 'RemoveMember', actor: ada.actor, accountId, identityId }));
      expect(await answered(core.authenticate(text))).toMatchObject({ accountId });
    }),
  );

  it(
    'D11: that nobody issued and a wrong secret of one that works are answered the same',
    holds(async (node) => {
      const { ada, accountId } = await team(node);
      const { text } = await issueKey(node.core, ada, { accountId });
      const wrongSecret = checked(`${text.slice(0, 29)}${'0'.repeat(30)}`);
      const noSuchKey = checked(`${text.slice(0, 25)}0000${text.slice(29, -6)}`);
      const session = checked(`rs_${text.slice(3, 29)}${'0'.repeat(43)}`);
      for (const credential of [wrongSecret, noSuchKey, session])
        expect(await refusal(node.core.authenticate(credential))).toEqual(refusedAs('unknown'));
    }),
  );
});

describe('a text that is no key', () => {
  let looked = 0;
  const wanted: Wanted = {
    tamper: ({ views }) => ({
      views: {
        ...views,
        get: (view, ids) => {
          looked += 1;
          return views.get(view, ids);
        },
      },
    }),
  };

  it(
    'D10: is refused without looking anything up',
    onNode(async (node) => {
      const { ada, accountId } = await team(node);
      const { text } = await issueKey(node.core, ada, { accountId });
      const last = text.at(-1) === 'a' ? 'b' : 'a';
      const texts = [
        '',
        text.slice(0, -1) + last,
        text.slice(0, -1),
        `${text}x`,
        text.toLowerCase(),
        text.replace('rk_', 'rs_'),
        text.replace('rk_', 'ri_'),
        `${text.slice(0, 40)}\u0000${text.slice(41)}`,
        'k'.repeat(1_000_000),
        `rk_${'8'.repeat(62)}`,
      ];
      looked = 0;
      for (const one of texts)
        expect(await refusal(node.core.authenticate(one))).toEqual(refusedAs('malformed'));
      expect(looked).toBe(0);
    }, wanted),
  );
});

describe('D7: a revocation against use', () => {
  it.each(grounds)(
    '$name: of 32 requests under way, none that starts after its answer is let in',
    async (ground) => {
      let committed = false;
      const wanted: Wanted = {
        tamper: ({ log }) => ({
          log: interposed(log, () => {
            committed = true;
            return Promise.resolve();
          }),
        }),
      };
      await onNode(
        async (node) => {
          const { core } = node;
          const { ada, accountId } = await team(node);
          const { text, keyId } = await issueKey(core, ada, { accountId });
          committed = false;
          let revoked = false;
          let letIn = 0;
          const using = async (): Promise<void> => {
            for (;;) {
              const startedAfter = revoked;
              const outcome = await core.authenticate(text)();
              if (outcome._tag === 'Right') letIn += 1;
              if (startedAfter) return expect(outcome).toEqual({ _tag: 'Left', left: refusedAs('revoked') });
              await new Promise(setImmediate);
            }
          };
          const requests = Array.from({ length: 32 }, using);
          await answered(core.ask({ type: 'RevokeKey', actor: ada.actor, accountId, keyId, why: 'leaked' }));
          revoked = true;
          await Promise.all(requests);
          expect(committed).toBe(true);
          expect(letIn).toBeGreaterThan(0);
        },
        wanted,
        ground,
      )();
    },
  );
});
