import { type MergeOffer, momentOf, routes } from '@recount/api';
import type { SeenProof } from '@recount/core';
import type { IdentityId } from '@recount/domain/vocabulary';
import { isLeft, map, right } from 'fp-ts/lib/Either.js';
import { type Answer, fails } from '../../answer/failure.js';
import { profileOf } from '../../answer/personal.js';
import { providerTitles } from '../../sign-in/way.js';
import type { Node } from '../../door/asked.js';
import { acting, type Binding, seeing } from '../../door/doors.js';
import { loginsOf } from './logins.js';
import { accountsOf } from './me.js';

const saidOf = ({ name, address }: SeenProof['login']) =>
  profileOf({
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { email: address.email }),
  });

const offerOf = async (node: Node, identityId: IdentityId, proof: SeenProof): Answer<MergeOffer> => {
  const { issuer } = proof.login;
  const titleOf = providerTitles(node);
  const logins = await loginsOf(node.core, identityId, titleOf);
  if (isLeft(logins)) return logins;
  const accounts = await accountsOf(node, identityId);
  if (isLeft(accounts)) return accounts;
  return right({
    login: { issuer, provider: titleOf(issuer), ...saidOf(proof.login) },
    until: momentOf(proof.until),
    logins: logins.right.map(({ document: _, ...shown }) => shown),
    accounts: accounts.right,
  });
};

/** The routes by which two identities become one. */
export const mergeBindings: ReadonlyArray<Binding> = [
  seeing(routes.lookAtMerge, async ({ node, who, body }) => {
    if (who.type === 'key') return fails('PeopleManagePeople');
    const proof = await node.core.lookAtProof({ actor: who.actor, proof: body.proof })();
    if (isLeft(proof)) return proof;
    const { identityId } = proof.right;
    if (identityId === undefined) return fails('LoginUnknown');
    const offer = await offerOf(node, identityId, proof.right);
    return map((shown: MergeOffer) => ({ body: shown }))(offer);
  }),
  acting(routes.mergeIdentities, async ({ node: { core }, person: { actor }, body }) => {
    const done = await core.mergeIdentities({ actor, proof: body.proof })();
    return isLeft(done) ? done : right({ body: { identityId: actor.identityId }, done: done.right });
  }),
];
