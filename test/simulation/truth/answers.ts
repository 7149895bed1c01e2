import { isLeft } from 'fp-ts/lib/Either.js';
import { isFault } from '../people/asking.js';
import type { Ack, Request, Sim, Told as Answer } from '../people/sim.js';
import type { Told } from './states.js';

const events = ({ events: own }: Answer): string => own.map(({ position, id }) => `${position} ${id}`).join();

// Nothing written: the log was at least so far. Else the commit's events, all of them, the last where it was told to be.
const isThere = (told: Told, { done }: Ack): boolean => {
  const last = told.log[done.position - 1]?.body;
  if (done.events.length === 0) return done.position === 0 || last !== undefined;
  const own = done.events.every(({ position, id }) => told.log[position - 1]?.body.id === id);
  return own && done.events.at(-1)?.position === done.position && last?.count === done.events.length;
};

/** Acknowledged commits are in the log once, at the position told. */
export const acknowledgedIsThere = ({ journal }: Sim, told: Told): ReadonlyArray<string> =>
  journal.acks.flatMap((ack) =>
    isThere(told, ack) ? [] : [`${ack.what} was acknowledged at ${ack.done.position} and is not there`],
  );

const wrote = (answer: Request['answers'][number]['answer']): Answer | undefined =>
  isLeft(answer) || answer.right.events.length === 0 ? undefined : answer.right;

const repeatedRightly = ({ name, answers, named }: Request): ReadonlyArray<string> => {
  const told = answers.flatMap(({ answer }) => wrote(answer) ?? []);
  const said = new Set(told.map((one) => [events(one), one.position, one.keyId, one.invitationId].join(' ')));
  const secrets = new Set(told.flatMap(({ secret }) => (secret?.type === 'told' ? [secret.secret] : [])));
  const isForgotten = answers.some(
    ({ after, answer }) =>
      wrote(answer) === undefined &&
      !(isLeft(answer) && isFault(answer.left)) &&
      answers.slice(0, after).some((one) => wrote(one.answer) !== undefined),
  );
  return [
    ...(said.size > 1 ? [`${name} was answered in ${said.size} ways`] : []),
    ...(secrets.size > 1 ? [`${name} was told ${secrets.size} secrets`] : []),
    ...(isForgotten ? [`${name} was done, and then answered as if it were not`] : []),
    ...(named.size > 1 ? [`${name} is not the same request on every engine`] : []),
  ];
};

const saysNo = ({ answer }: Request['answers'][number]): boolean =>
  isLeft(answer) && (!('applied' in answer.left) || answer.left.applied === 'no');

/** Whoever is always told that nothing was done, or why not, is told the truth. */
export const notDoneIsNotThere = ({ journal }: Sim, { log }: Told): ReadonlyArray<string> => {
  const commits = new Set(log.map(({ body }) => `${body.commit} ${body.request}`));
  return journal.requests.flatMap(({ name, answers, sent, named }) =>
    sent === answers.length && answers.every(saysNo) && [...named].some((one) => commits.has(one))
      ? [`${name} was said not to be done and is there`]
      : [],
  );
};

/** The same request, however often and wherever it is asked, is done once and answered alike. */
export const repeatsAgree = ({ journal }: Sim): ReadonlyArray<string> =>
  journal.requests.flatMap(repeatedRightly);

/** A sign-in is answered once, however often its attempt comes back. */
export const attemptsCountOnce = ({ journal }: Sim): ReadonlyArray<string> =>
  [...journal.attempts].flatMap(([name, times]) =>
    times > 1 ? [`${name} signed somebody in ${times} times`] : [],
  );

// What looks like a secret: looked at first, since few texts hold one.
const secretLike = /r[kis]_[0-9A-Za-z]{40,}/;

const tellers = ({ journal }: Sim): ReadonlyArray<string> => {
  const told = new Map<string, string>();
  return journal.acks.flatMap(({ what, done }) => {
    const { secret } = done as Answer;
    if (secret?.type !== 'told') return [];
    const was = told.get(secret.secret) ?? what;
    told.set(secret.secret, was);
    return was === what ? [] : [`${was} and ${what} were told one secret`];
  });
};

/** A secret is told to one request alone, and is written down nowhere: not in the log, nor the views, nor the vault. */
export const secretsStaySecret = (sim: Sim, told: Told): ReadonlyArray<string> => {
  const { known, shared } = sim;
  const secrets = [
    ...known.keys.map(({ text }) => text),
    ...known.sessions.map(({ token }) => token),
    ...known.links.map(({ secret }) => secret),
  ];
  const rows = Object.values(shared.views.held()).flatMap((view) => Object.values(view));
  const written: Readonly<Record<string, ReadonlyArray<string>>> = {
    'the log': told.log.map(({ text }) => text),
    'the views': rows.map((row) => JSON.stringify(row)),
    'the vault': shared.vault.records.map((record) => JSON.stringify(record)),
  };
  const holds = (text: string): boolean =>
    secretLike.test(text) && secrets.some((secret) => text.includes(secret));
  const found = Object.entries(written).filter(([, texts]) => texts.some(holds));
  return [...tellers(sim), ...found.map(([where]) => `a secret stands in ${where}`)];
};
