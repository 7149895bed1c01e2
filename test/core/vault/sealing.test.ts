import { type Core, openCore } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import { day } from '@recount/domain/vocabulary';
import { accounts, identities, sealedFor, type Sealed } from '@recount/projections';
import { isSome } from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';
import { answered } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { onNode, secret, type Wanted } from '../rig/node.js';
import {
  createTeam,
  inviteByLink,
  issueKey,
  origin,
  proof,
  signIn,
  type Somebody,
  told,
} from '../rig/people.js';
import { rawLog } from '../rig/raw-log.js';
import { type RecordedVault, recordedVault, type RecordedViews, recordedViews } from '../rig/recording.js';

const zoe = proof('zoe-quixote', { name: 'Zoë Quixote' });
const personal = [
  'zoe-quixote',
  'Zoë',
  'Quixote',
  'invited-one',
  origin.address,
  origin.agent,
  'Netscape',
  'Dulcinea',
];

const inEveryForm = (text: string): ReadonlyArray<string> => [
  text,
  Buffer.from(text).toString('base64').replaceAll('=', '').slice(0, -1),
  Buffer.from(text).toString('hex'),
  JSON.stringify(text).slice(1, -1),
];

/** What is told of Zoë, and every secret that was handed out. */
const muchIsTold = async (core: Core): Promise<ReadonlyArray<string>> => {
  const somebody = await signIn(core, zoe);
  const { actor } = somebody;
  const { context: accountId } = somebody;
  await answered(core.ask({ type: 'RenameAccount', actor, accountId, name: called('Dulcinea at home') }));
  const team = await createTeam(core, somebody, 'acme');
  const who = await answered(core.authenticate(somebody.token));
  const repeatable = core.repeatable({ who, method: 'POST', route: '/keys', key: 'k1', content: {} });
  const key = await answered(
    core.issueKey({ actor, accountId: team, name: called('k'), scope: 'ADMIN' }, { repeatable }),
  );
  const other = await issueKey(core, somebody, { accountId });
  const to = { type: 'address', email: 'invited-one@example.test' } as const;
  const invited = await answered(core.invite({ actor, accountId: team, role: 'auditor', to, lasts: day }));
  const link = await inviteByLink(core, somebody, { accountId: team });
  return [somebody.token, told(key.secret), other.text, told(invited.secret), link];
};

describe('what is told of people', () => {
  let views: RecordedViews;
  let vault: RecordedVault;
  const wanted: Wanted = {
    tamper: (handed) => {
      views = recordedViews(handed.views);
      vault = recordedVault(handed.vault);
      return { views, vault };
    },
  };

  it(
    'stands readable in no event, no row of a view and no record of the vault, and neither does a secret',
    onNode(async ({ core, stores }) => {
      const secrets = await muchIsTold(core);
      const bodies = (await rawLog(stores.log)).map(({ text }) => text).join('\n');
      const places = { bodies, rows: JSON.stringify(views.held()), vault: JSON.stringify(vault.records) };
      expect(places.rows).toContain('cipher');
      for (const [place, text] of Object.entries(places))
        for (const word of [...personal, ...secrets, secret].flatMap(inEveryForm))
          expect(text.includes(word), `${word} in ${place}`).toBe(false);
    }, wanted),
  );
});

const sealedOf = async (core: Core, { identityId, context }: Somebody): Promise<ReadonlyArray<Sealed>> => {
  const identity = await answered(core.look.row(identities, identityId));
  const own = await answered(core.look.row(accounts, context));
  const names = isSome(own) && own.value.document.kind === 'personal' ? [own.value.document.sealedName] : [];
  const logins = isSome(identity) ? identity.value.document.logins.map(({ sealed }) => sealed) : [];
  return [...logins, ...names].flatMap((sealed) => sealed ?? []);
};

describe('a sealed part', () => {
  it(
    'opens for the engine, and says what was told',
    onNode(async ({ core }) => {
      const somebody = await signIn(core, zoe);
      const { actor, context: accountId } = somebody;
      await answered(core.ask({ type: 'RenameAccount', actor, accountId, name: called('Home') }));
      const opened = await answered(core.unseal(await sealedOf(core, somebody)));
      expect(opened.map((fields) => (isSome(fields) ? fields.value : undefined))).toEqual([
        { subject: 'subject-of-zoe-quixote', email: 'zoe-quixote@example.test', name: 'Zoë Quixote' },
        { name: 'Home' },
      ]);
    }),
  );

  it(
    'opens where it stands only: not as another event, another type or another person',
    onNode(async ({ core }) => {
      const somebody = await signIn(core, zoe);
      const ada = await signIn(core, proof('ada'));
      const [sealed] = await sealedOf(core, somebody);
      if (sealed === undefined) throw new Error('nothing is sealed');
      const moved: ReadonlyArray<Sealed> = [
        { ...sealed, event: somebody.events[0]?.id ?? '' },
        { ...sealed, type: 'SessionStarted' },
        { ...sealed, subject: ada.identityId },
        {
          ...sealed,
          cipher:
            `A${sealed.cipher.slice(1)}` === sealed.cipher
              ? `B${sealed.cipher.slice(1)}`
              : `A${sealed.cipher.slice(1)}`,
        },
        { ...sealed, cipher: '' },
      ];
      expect(await answered(core.unseal(moved))).toEqual(moved.map(() => ({ _tag: 'None' })));
    }),
  );

  it(
    'opens for nobody once its key is destroyed, and no key is made anew',
    onNode(async ({ core, restart }) => {
      const somebody = await signIn(core, zoe);
      const sealed = await sealedOf(core, somebody);
      expect(sealed).toHaveLength(1);
      const after = await (async () => {
        const next = await restart();
        await answered(next.stores.vault.destroy('subject-key', [somebody.identityId]));
        return next;
      })();
      expect(await answered(after.core.unseal(sealed))).toEqual([{ _tag: 'None' }]);
      const again = await signIn(after.core, zoe);
      expect(again.identityId).toBe(somebody.identityId);
      const started = again.events.find(({ event }) => event.type === 'SessionStarted');
      expect(started?.sealed).toEqual({});
      expect(await answered(after.stores.vault.get('subject-key', [somebody.identityId]))).toEqual([
        { _tag: 'None' },
      ]);
      expect(await answered(after.core.unseal(sealed))).toEqual([{ _tag: 'None' }]);
    }),
  );

  it(
    'is sealed under the key of whom it is about: an invited address under the invitation',
    onNode(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const to = { type: 'address', email: 'invited-one@example.test' } as const;
      const invited = await answered(
        core.invite({ actor: ada.actor, accountId, role: 'auditor', to, lasts: day }),
      );
      const [event] = invited.events;
      expect(Object.keys(event?.sealed ?? {})).toEqual([invited.invitationId]);
      const sealed = event && sealedFor(event, invited.invitationId);
      const [address] = await answered(core.unseal(sealed === undefined ? [] : [sealed]));
      expect(address).toMatchObject({ value: { email: 'invited-one@example.test' } });
      const keys = await answered(stores.vault.get('subject-key', [invited.invitationId, ada.identityId]));
      expect(keys.map(isSome)).toEqual([true, true]);
    }),
  );
});

describe('the key of somebody new', () => {
  it(
    'is durable before the commit that uses it: a vault that takes none lets nobody be written',
    onNode(async ({ stores, clock }) => {
      const vault = {
        ...stores.vault,
        put: (records: Parameters<typeof stores.vault.put>[0]) =>
          records.some(({ shelf }) => shelf === 'subject-key')
            ? () =>
                Promise.resolve({
                  _tag: 'Left',
                  left: { type: 'Unavailable', applied: 'no', detail: '' },
                } as const)
            : stores.vault.put(records),
      };
      const core = await answered(
        openCore({ ...stores, log: groupCommit(stores.log), vault, secret, clock }),
      );
      const head = (await rawLog(stores.log)).length;
      const outcome = await core.signIn({ login: zoe, attempt: 'a', origin })();
      expect(outcome).toMatchObject({ left: { type: 'Unavailable' } });
      expect(await rawLog(stores.log)).toHaveLength(head);
      await core.close();
    }),
  );
});
