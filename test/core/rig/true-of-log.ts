import { isDeepStrictEqual } from 'node:util';
import type { RawEvent } from './raw-log.js';

type Wrong = string;

const by = <A>(all: ReadonlyArray<A>, key: (one: A) => string): ReadonlyMap<string, ReadonlyArray<A>> => {
  const grouped = new Map<string, A[]>();
  for (const one of all) {
    const own = grouped.get(key(one));
    if (own === undefined) grouped.set(key(one), [one]);
    else own.push(one);
  }
  return grouped;
};

const dense = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> => [
  ...log.flatMap(({ position }, i) =>
    position === i + 1 ? [] : [`position ${position} stands at ${i + 1}`],
  ),
  ...[...by(log, ({ body }) => body.stream)].flatMap(([stream, own]) =>
    own.flatMap(({ body }, i) =>
      body.revision === i ? [] : [`${stream} has revision ${body.revision} at ${i}`],
    ),
  ),
];

const whole = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> =>
  [...by(log, ({ body }) => body.commit)].flatMap(([commit, own]) => {
    const first = own[0]!;
    const inOrder = own.every(
      ({ position, recordedAt, body }, i) =>
        position === first.position + i &&
        recordedAt === first.recordedAt &&
        body.index === i &&
        body.count === own.length &&
        body.request === first.body.request,
    );
    return inOrder ? [] : [`commit ${commit} is not whole`];
  });

const inTime = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> =>
  log.flatMap(({ recordedAt, position }, i) =>
    i === 0 || recordedAt >= log[i - 1]!.recordedAt ? [] : [`time runs backwards at ${position}`],
  );

// What a commit read was so when it went in: the log alone proves every decision's read set.
const readAsSaid = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> => {
  const revisions = new Map<string, number>();
  return log.flatMap(({ position, body }) => {
    const wrong = Object.entries(body.reads ?? {}).flatMap(([stream, read]) =>
      (revisions.get(stream) ?? 'none') === read ? [] : [`${position} read ${stream} at ${read}`],
    );
    revisions.set(body.stream, body.revision);
    return wrong;
  });
};

const attributed = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> =>
  log.flatMap(({ position, body: { meta } }) =>
    typeof meta['correlation'] === 'string' && meta['actor'] !== undefined
      ? []
      : [`${position} was nobody's`],
  );

const oneHolder = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> => {
  const holder = new Map<string, unknown>();
  return log.flatMap(({ position, body: { stream, type, data } }) => {
    if (type.endsWith('Released')) holder.delete(stream);
    if (!/^(Handle|Login|Mailbox)Claimed$/.test(type)) return [];
    const own = data['accountId'] ?? data['identityId'];
    const was = holder.get(stream);
    holder.set(stream, own);
    return was === undefined || was === own ? [] : [`${stream} was taken twice, at ${position}`];
  });
};

const rolesAfter = (
  roles: ReadonlyMap<unknown, unknown>,
  { type, data }: RawEvent['body'],
): ReadonlyMap<unknown, unknown> => {
  const role = type === 'RoleChanged' ? data['to'] : data['role'];
  const others = [...roles].filter(([id]) => id !== data['identityId']);
  if (type === 'MemberJoined' || type === 'RoleChanged')
    return new Map([...others, [data['identityId'], role]]);
  return type === 'MemberRemoved' || type === 'MemberLeft' ? new Map(others) : roles;
};

const admins = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> =>
  [...by(log, ({ body }) => body.stream)].flatMap(([stream, [first, ...own]]) => {
    if (first?.body.type !== 'TeamCreated') return [];
    let roles: ReadonlyMap<unknown, unknown> = new Map();
    return own.flatMap(({ body }) => {
      roles = rolesAfter(roles, body);
      return [...roles.values()].includes('admin') ? [] : [`${stream} has no admin at ${body.revision}`];
    });
  });

const entrances: Readonly<Record<string, string>> = {
  creation: 'TeamCreated',
  merge: 'IdentitiesMerged',
  unmerge: 'LoginUnlinked',
};

const welcome = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> =>
  [...by(log, ({ body }) => body.commit).values()].flatMap((commit) => {
    const types = commit.map(({ body }) => body.type);
    const joined = commit.find(({ body }) => body.type === 'MemberJoined');
    if (joined === undefined) return [];
    const entrance = entrances[String(joined.body.data['by'])] ?? 'InvitationAccepted';
    const isWelcome = types.includes(entrance) && types.includes('AccountJoined');
    return isWelcome ? [] : [`${joined.position} joined by nothing`];
  });

const apart = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> => {
  const realms = new Map<unknown, unknown>();
  return log.flatMap(({ position, body: { type, data } }) => {
    const { identityId, realm, assurance } = data as {
      identityId?: string;
      realm?: unknown;
      assurance?: { realm?: unknown };
    };
    if (type === 'IdentityRegistered') realms.set(identityId, realm);
    if (type !== 'SessionStarted') return [];
    return isDeepStrictEqual(realms.get(identityId), assurance?.realm)
      ? []
      : [`${position} joins two realms`];
  });
};

const onePersonalAccount = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> => {
  const whose = (type: string): ReadonlyArray<string> =>
    log.filter(({ body }) => body.type === type).map(({ body }) => String(body.data['identityId']));
  const opened = whose('PersonalAccountOpened');
  const registered = new Set(whose('IdentityRegistered'));
  return opened.length === registered.size && opened.every((id) => registered.has(id))
    ? []
    : ['not everybody has one personal account'];
};

/** What is true after every run, looked for in the log alone: an empty list, or what is wrong. */
export const whatIsWrong = (log: ReadonlyArray<RawEvent>): ReadonlyArray<Wrong> =>
  [
    dense,
    whole,
    inTime,
    readAsSaid,
    attributed,
    oneHolder,
    admins,
    welcome,
    apart,
    onePersonalAccount,
  ].flatMap((look) => look(log));
