import type { Content, Part } from './content.js';

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? '');

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
      return `<p>${escaped(part.words)}</p>`;
    case 'list':
      return `<ul>${part.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
    case 'link':
      return `<p><a href="${escaped(part.address)}">${escaped(part.label)}</a><br><small>${escaped(part.address)}</small></p>`;
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
<title>${escaped(subject)}</title>
<body style="font: 16px/1.5 sans-serif; max-width: 36em">
${parts.map(asHtml).join('\n')}
<p><small>${escaped(signature(origin))}</small></p>
</body>
</html>
`;
