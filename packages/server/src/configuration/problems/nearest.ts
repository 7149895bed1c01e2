const farthest = 3;

const first = (word: string): ReadonlyArray<number> => Array.from({ length: word.length + 1 }, (_, at) => at);

const lettersOf = (word: string): ReadonlyArray<string> => word.split('');

const step = (above: ReadonlyArray<number>, letter: string, word: string): ReadonlyArray<number> => {
  const row: number[] = [(above[0] ?? 0) + 1];
  for (const [at, other] of lettersOf(word).entries()) {
    const changed = (above[at] ?? 0) + (letter === other ? 0 : 1);
    row.push(Math.min(changed, (above[at + 1] ?? 0) + 1, (row[at] ?? 0) + 1));
  }
  return row;
};

const distance = (one: string, other: string): number =>
  lettersOf(one)
    .reduce((above, letter) => step(above, letter, other), first(other))
    .at(-1) ?? 0;

/** The word that somebody most likely meant, if any is near: a few letters more, less or other. */
export const nearest = (written: string, words: ReadonlyArray<string>): string | undefined =>
  words
    .map((word) => ({ word, far: distance(written, word) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far)[0]?.word;
