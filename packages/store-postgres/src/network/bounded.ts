/** Waits for something, but no longer than so many milliseconds. */
export const atMost = async (milliseconds: number, wait: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([wait, over]);
  clearTimeout(timer);
};
