/** What went wrong, in the words of who threw it. */
export const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' && error.code !== ''
    ? `${error.code}: ${error.message}`
    : error.message;
};
