import { element } from './element.js';

const shownFor = 6_000;

/** Says something in passing, for eyes and screen readers alike. */
export const say = (words: string): void => {
  const place = document.getElementById('said');
  const said = element('p', {}, words);
  place?.replaceChildren(said);
  setTimeout(() => said.remove(), shownFor);
};

/** Copies a text and says so, or says that the browser does not let us. */
export const copy = (text: string): Promise<void> =>
  navigator.clipboard.writeText(text).then(
    () => say('Copied.'),
    () => say('Your browser does not let this page copy; mark the text and copy it yourself.'),
  );
