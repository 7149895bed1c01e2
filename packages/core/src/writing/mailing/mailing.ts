import { type Either, right } from 'fp-ts/lib/Either.js';
import type { InvitationId } from '@recount/domain/vocabulary';
import type { Mailer, Unavailable } from '../../ports/index.js';
import { outbox } from '../../vault/index.js';
import type { SecretKey } from '../../vault/index.js';
import { delivering } from './delivering.js';
import type { Writing } from './letters.js';
import { noticing, type NoticingWith } from './noticing.js';
import { lookEvery } from './patience.js';
import type { MailNews, MailStanding, Posting } from './posting.js';

/** How people are written to: who carries the mail, and who hears what became of it. */
export type MailOptions = { readonly mailer: Mailer; readonly tell?: (news: MailNews) => void };

/** Writes to people, if anybody carries mail. */
export type Mailing = {
  /** Whether anybody carries mail. */
  readonly isOn: boolean;
  /** Keeps the link of an invitation that is about to be committed: durable, and not sent before the log has it. */
  readonly invite: (invitationId: InvitationId, secret: string) => Promise<Either<Unavailable, void>>;
  /** The invitation was committed: its letter may go. */
  readonly invited: () => void;
  /** The invitation was refused: there is no letter. */
  readonly refused: (invitationId: InvitationId) => Promise<void>;
  /** What became of letters; nothing where nobody carries them. */
  readonly standing: () => MailStanding | undefined;
  readonly stop: () => Promise<void>;
};

/** Nobody is written to. */
const silent: Mailing = {
  isOn: false,
  invite: () => Promise.resolve(right(undefined)),
  invited: () => undefined,
  refused: () => Promise.resolve(),
  standing: () => undefined,
  stop: () => Promise.resolve(),
};

const saveEvery = 60_000;
const idOf = (invitationId: InvitationId): string => `invitation/${invitationId}`;

/** Runs one thing at a time; what is asked for meanwhile is run once more afterwards. */
const oneByOne = (run: () => Promise<void>) => {
  let running: Promise<void> | undefined;
  let again = false;
  const turn = async (): Promise<void> => {
    do {
      again = false;
      // A defect ends neither the process nor the mail: whatever was due is due at the next look.
      await run().catch(() => undefined);
    } while (again);
    running = undefined;
  };
  return {
    soon: (): void => {
      again = true;
      running ??= turn();
    },
    rest: async (): Promise<void> => {
      again = false;
      await running;
    },
  };
};

type With = {
  readonly writing: Writing;
  readonly own: SecretKey;
  readonly entropy: Parameters<typeof outbox>[2]['entropy'];
} & Pick<NoticingWith, 'tail' | 'vault'>;

const mailingBy = ({ mailer, tell = () => undefined }: MailOptions, using: With): Mailing => {
  const { writing, tail, vault, own, entropy } = using;
  const box = outbox<Posting>(vault, own, { clock: writing.clock, entropy });
  const { pass, standing } = delivering({ outbox: box, mailer, writing, tell });
  const { note, save } = noticing({ writing, tail, vault, outbox: box, heard: () => turns.soon() });
  const turns = oneByOne(async () => {
    await note();
    await pass();
  });
  const endLooking = writing.pace.every(lookEvery, turns.soon);
  const endSaving = writing.pace.every(saveEvery, () => void save());
  turns.soon();
  return {
    isOn: true,
    invite: (invitationId, secret) =>
      box.put(idOf(invitationId), { type: 'invitation', invitationId, secret }),
    invited: turns.soon,
    refused: async (invitationId) => void (await box.drop(idOf(invitationId))),
    standing,
    stop: async () => {
      endLooking();
      endSaving();
      await turns.rest();
      await save();
    },
  };
};

/** Writes to people by whoever carries mail, if anybody does. */
export const mailing = (options: MailOptions | undefined, using: With): Mailing =>
  options === undefined ? silent : mailingBy(options, using);
