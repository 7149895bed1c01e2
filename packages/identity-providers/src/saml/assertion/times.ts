const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** Milliseconds by which two honest clocks may differ. */
export const skew = 60_000;

/** Milliseconds since 1970 of an instant in UTC as SAML writes it; nothing for anything else. */
export const instantIn = (written: string | undefined): number | undefined => {
  const read = written !== undefined && instant.test(written) ? Date.parse(written) : Number.NaN;
  return Number.isNaN(read) ? undefined : read;
};

/** Whether a beginning, where one is stated, is past. */
export const hasBegun = (notBefore: string | undefined, now: number): boolean => {
  if (notBefore === undefined) return true;
  const begins = instantIn(notBefore);
  return begins !== undefined && begins <= now + skew;
};

/** Whether an end is stated and still to come. */
export const isNotOver = (notOnOrAfter: string | undefined, now: number): boolean => {
  const ends = instantIn(notOnOrAfter);
  return ends !== undefined && now - skew < ends;
};
