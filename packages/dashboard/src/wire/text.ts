/** What a field of unknown content says, if it is a text or a number; else nothing. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The characters of a text, as people count them. */
export const charactersOf = (text: string): ReadonlyArray<string> =>
  Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment);
