import { isLeft } from 'fp-ts/lib/Either.js';
import type { Making } from '../../making.js';
import { randomHandles } from '../random-handles.js';
import { untilNamed } from './again.js';
import { ownLogin } from './known.js';
import type { LoginActs } from './login-acts.js';

/** Takes a login away from the person who asks, under all the names that it is claimed by. */
export const unlinkLogin =
  (making: Making): LoginActs['unlinkLogin'] =>
  (wish, terms = {}) =>
  () =>
    untilNamed(async () => {
      const own = await ownLogin(wish, making);
      if (isLeft(own)) return own;
      const { linked, login } = own.right;
      return making.ask({ type: 'UnlinkLogin', actor: wish.actor, linked, login }, terms)();
    });

/** Takes a login out into an identity of its own, whose ids are made here. */
export const unmergeLogin =
  (making: Making): LoginActs['unmergeLogin'] =>
  (wish, terms = {}) =>
  () =>
    untilNamed(async () => {
      const { ids, entropy } = making;
      const moving = await ownLogin(wish, making);
      if (isLeft(moving)) return moving;
      const candidates = {
        identityId: ids.identity(),
        accountId: ids.account(),
        handles: randomHandles(entropy),
      };
      return making.ask(
        { type: 'UnmergeLogin', actor: wish.actor, moving: moving.right, candidates },
        terms,
      )();
    });
