import { samlPromises } from '@recount/identity-providers';
import { code, type Page, pageOf, tableOf } from './markdown.js';

/** The page of what has to hold before a SAML message is believed. */
export const samlPage = (): Page =>
  pageOf(
    'saml',
    {
      title: 'What a SAML message has to keep',
      about: [
        'Each promise is looked at by itself, in this order, and the first that is not kept refuses the message. Its name',
        'stands in the log; the person only reads that the sign-in did not work. Nothing here can be switched off but the',
        'signature over the whole answer (`signed` in [the file of single sign-on](sso-file.md)). Clocks may differ by 60 s.',
      ].join('\n'),
    },
    [
      tableOf(
        ['promise', 'what has to hold'],
        Object.entries(samlPromises).map(([name, says]) => [code(name), says]),
      ),
    ],
  );
