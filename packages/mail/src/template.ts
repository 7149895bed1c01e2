import { htmlEscape } from 'escape-goat';
import type { Content, Part } from './content.js';

const asText = (part: Part): string => {
  switch (part.type) {
    case 'words':
      return part.words;
    case 'list':
      return part.items.map((item) => `- ${item}`).join('\n');
    case 'link':
      return `${part.label}:\n${part.address}`;
  }
};

const asHtml = (part: Part): string => {
  switch (part.type) {
    case 'words':
      return `<p>${htmlEscape(part.words)}</p>`;
    case 'list':
      return `<ul>${part.items.map((item) => `<li>${htmlEscape(item)}</li>`).join('')}</ul>`;
    case 'link':
      return `<p><a href="${htmlEscape(part.address)}">${htmlEscape(part.label)}</a><br><small>${htmlEscape(part.address)}</small></p>`;
  }
};

const signature = (origin: string): string => `Recount, ${origin}`;

/** A mail's text. */
export const textOf = ({ parts }: Content, origin: string): string =>
  `${[...parts.map(asText), `-- \n${signature(origin)}`].join('\n\n')}\n`;

/** A mail's HTML, of the same words; it loads nothing. */
export const htmlOf = ({ subject, parts }: Content, origin: string): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${htmlEscape(subject)}</title>
<body style="font: 16px/1.5 sans-serif; max-width: 36em">
${parts.map(asHtml).join('\n')}
<p><small>${htmlEscape(signature(origin))}</small></p>
</body>
</html>
`;
