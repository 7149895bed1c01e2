/** How many at the front of an ordered list meet a condition that, once it fails, fails for all that follow. */
export const upTo = <A>(ordered: ReadonlyArray<A>, meets: (one: A) => boolean): number => {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = ordered[middle];
    if (one !== undefined && meets(one)) low = middle + 1;
    else high = middle;
  }
  return low;
};
