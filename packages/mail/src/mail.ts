import type { Addressed } from '@recount/core/ports';
import { contentOf } from './content.js';
import { htmlOf, textOf } from './template.js';

/** A mail as it goes out. */
export type Mail = {
  /** The same each time that the letter is tried, so that whoever gets it twice can tell. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** The mail that a letter becomes: a text and an HTML part of the same words, with links to this origin and no other. */
export const mailOf = ({ id, to, letter }: Addressed, origin: string): Mail => {
  const content = contentOf(letter, origin);
  return {
    messageId: `<${id.replaceAll(/[^\w-]/g, '.')}@${new URL(origin).hostname}>`,
    to,
    subject: content.subject,
    text: textOf(content, origin),
    html: htmlOf(content, origin),
  };
};
