/** Whether the long forms are asked for. */
export const isLong = process.env['RECOUNT_LONG'] === '1';

/** Says in one line what a long form came to. */
export const report = (what: string, figures: Readonly<Record<string, unknown>>): void => {
  if (isLong) process.stderr.write(`${JSON.stringify({ what, ...figures })}\n`);
};
