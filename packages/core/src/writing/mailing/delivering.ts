import { type Either, isLeft, left } from 'fp-ts/lib/Either.js';
import { inTime } from '../../log/in-time.js';
import type { Fault } from '../../node/faults.js';
import type { Mailer, MailFault } from '../../ports/index.js';
import type { Outbox, Waiting } from '../../vault/index.js';
import { invitationLetter, type NoLetter, type Writing, type Written } from './letters.js';
import { noticeLetter } from './notices.js';
import { atOnce, commitWithin, giveUpAfter, lookEvery, pauseAfter, tryWithin } from './patience.js';
import type { MailNews, MailStanding, Posting } from './posting.js';

/** What delivering runs on; `tell` hears what becomes of each letter. */
export type DeliveringWith = {
  readonly outbox: Outbox<Posting>;
  readonly mailer: Mailer;
  readonly writing: Writing;
  readonly tell: (news: MailNews) => void;
};

/** Sends what waits in the outbox. */
export type Delivering = {
  /** Tries everything that is due, once. */
  readonly pass: () => Promise<void>;
  readonly standing: () => MailStanding;
};

type One = Waiting<Posting>;

const written = (posting: Posting, writing: Writing): Promise<Either<Fault | NoLetter, Written>> => {
  switch (posting.type) {
    case 'invitation':
      return invitationLetter(posting, writing);
    case 'loginJoined':
    case 'loginLeft':
      return noticeLetter(posting, writing);
  }
};

const late: Either<MailFault, never> = left({ type: 'MailDelayed', detail: 'late' });

type Tally = { readonly count: (news: MailNews) => void; readonly now: () => Omit<MailStanding, 'waiting'> };

const tally = (tell: DeliveringWith['tell']): Tally => {
  const counts = { sent: 0, failed: 0, givenUp: 0 };
  return {
    count: (news) => {
      counts[news.type] += 1;
      tell(news);
    },
    now: () => ({ ...counts }),
  };
};

type Carrying = DeliveringWith & Pick<Tally, 'count'>;

// A mail server that is away says nothing of the letter; one that refuses it will refuse it again.
const afterwards = async (
  one: One,
  fault: MailFault,
  { outbox, writing, count }: Carrying,
): Promise<void> => {
  const now = writing.clock.now();
  const due = now + pauseAfter(one.tries);
  const isOver = fault.type === 'MailRefused' || due - one.since > giveUpAfter;
  const news = { letter: one.posting.type, id: one.id, detail: fault.detail };
  if (isOver) await outbox.finish(one.id);
  else await outbox.move(one, { due, tries: one.tries });
  count({ type: isOver ? 'givenUp' : 'failed', ...news });
};

const carry = async (one: One, mail: Written, using: Carrying): Promise<void> => {
  const { mailer, writing, outbox, count } = using;
  const addressed = { id: one.id, to: mail.to, letter: mail.letter };
  const sent = await inTime(writing.pace, tryWithin)(mailer.send(addressed)(), late);
  if (isLeft(sent)) return afterwards(one, sent.left, using);
  await outbox.finish(one.id);
  count({ type: 'sent', letter: one.posting.type, id: one.id });
};

// What is broken or behind here says nothing of the letter: it was no try.
const without = async (one: One, why: Fault | NoLetter, { outbox, writing }: Carrying): Promise<void> => {
  const now = writing.clock.now();
  if (why.type === 'NoLetter') await outbox.finish(one.id);
  else if (why.type === 'NotYet' && now - one.since > commitWithin) await outbox.drop(one.id);
  else {
    // Its commit may be there at any moment, and somebody is told when it is.
    const pause = why.type === 'NotYet' ? 0 : lookEvery;
    await outbox.move(one, { due: now + pause, tries: one.tries - 1 });
  }
};

// Whoever moves the record has it to themselves for a while; who comes second finds that it was moved.
const deliver = async (waiting: One, using: Carrying): Promise<void> => {
  const { outbox, writing } = using;
  const due = writing.clock.now() + 2 * tryWithin;
  const claimed = await outbox.move(waiting, { due, tries: waiting.tries + 1 });
  if (isLeft(claimed) || claimed.right === undefined) return;
  const mail = await written(claimed.right.posting, writing);
  await (isLeft(mail) ? without(claimed.right, mail.left, using) : carry(claimed.right, mail.right, using));
};

/** Sends what is due, a few at a time: a mail server that is slow holds up nobody but the mail. */
export const delivering = (using: DeliveringWith): Delivering => {
  const { count, now } = tally(using.tell);
  const carrying = { ...using, count };
  let waiting = 0;
  return {
    standing: () => ({ waiting, ...now() }),
    pass: async () => {
      const all = await using.outbox.waiting();
      if (isLeft(all)) return;
      waiting = all.right.length;
      const due = all.right.filter((one) => one.due <= using.writing.clock.now());
      for (let from = 0; from < due.length; from += atOnce)
        await Promise.all(due.slice(from, from + atOnce).map((one) => deliver(one, carrying)));
    },
  };
};
