import { element } from '../dom/element.js';
import { historyPanel } from '../panels/history/history.js';
import { keysPanel } from '../panels/keys/keys.js';
import { peoplePanel } from '../panels/people/people.js';
import type { Panel, Place } from '../tab/place.js';
import type { Tab } from '../tab/tab.js';
import { waitingInvitation } from '../tab/waiting.js';
import { framed } from './frame.js';
import { invitationPage } from './invitation.js';
import { newTeamPage } from './new-team.js';
import { joinedPage } from '../panels/you/joined.js';
import { worldNote } from '../panels/you/world.js';
import { youPage } from '../panels/you/you.js';

const panels: Readonly<Record<Panel, (tab: Tab) => HTMLElement>> = {
  keys: keysPanel,
  people: peoplePanel,
  history: historyPanel,
};

const mainAt = (place: Place, tab: Tab): HTMLElement => {
  switch (place.page) {
    case 'invitation': {
      const invitation = waitingInvitation.read();
      return invitation === undefined ? keysPanel(tab) : invitationPage(tab, invitation);
    }
    case 'you':
      return youPage(tab);
    case 'joined':
      return joinedPage(tab);
    case 'new-team':
      return newTeamPage(tab);
    case 'account':
      return panels[place.panel](tab);
    case 'home':
      return element('main', {});
  }
};

/** A page of somebody at work: what the address names, in the frame that names the account. */
export const pageAt = (place: Place, tab: Tab): HTMLElement => {
  const main = mainAt(place, tab);
  const note = place.page === 'account' ? worldNote(tab.me) : undefined;
  if (note !== undefined) main.prepend(note);
  return framed(tab, place, main);
};
