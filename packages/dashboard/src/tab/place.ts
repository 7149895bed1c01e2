/** What of an account is looked at. */
export type Panel = 'keys' | 'people' | 'history';

/** Where the page is. The address names the account, so that a tab stays with the one that it shows. */
export type Place =
  | { readonly page: 'home' | 'you' | 'new-team' | 'invitation' | 'joined' }
  | { readonly page: 'account'; readonly handle: string; readonly panel: Panel };

const isPanel = (word: string | undefined): word is Panel =>
  word === 'keys' || word === 'people' || word === 'history';

const named: Readonly<Record<string, Place>> = {
  '': { page: 'home' },
  me: { page: 'you' },
  new: { page: 'new-team' },
  invitations: { page: 'invitation' },
  joined: { page: 'joined' },
};

/** The place that an address's fragment names. */
export const placeIn = (fragment: string): Place => {
  const [first = '', second] = fragment.replace(/^#?\/?/, '').split('/');
  const known = Object.hasOwn(named, first) ? named[first] : undefined;
  return known ?? { page: 'account', handle: first, panel: isPanel(second) ? second : 'keys' };
};

/** The fragment of a place's address. */
export const addressOf = (place: Place): string => {
  switch (place.page) {
    case 'home':
      return '#/';
    case 'you':
      return '#/me';
    case 'new-team':
      return '#/new';
    case 'invitation':
      return '#/invitations';
    case 'joined':
      return '#/joined';
    case 'account':
      return `#/${place.handle}/${place.panel}`;
  }
};

/** The proof of another identity's login that an address's fragment holds. */
export const mergeIn = (fragment: string): string | undefined =>
  /^#\/me\/merge\/([\w-]{1,512})$/.exec(fragment)?.[1];

/** Where whoever is told what was joined wanted to go, by an address's fragment; encoded. */
export const goalIn = (fragment: string): string | undefined =>
  /^#\/joined\/([^/]{1,2048})$/.exec(fragment)?.[1];

/** The secret of an invitation that an address's fragment holds. */
export const invitationIn = (fragment: string): string | undefined =>
  /^#\/invitations\/([\x21-\x7e]{1,512})$/.exec(fragment)?.[1];
