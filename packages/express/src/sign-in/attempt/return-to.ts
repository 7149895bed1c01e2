const here = 'http://here.invalid';
const plain = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/;

/** Where a browser goes after signing in: a path of this site, or the first page for anything else. */
export const returnTo = (wanted: unknown): string => {
  if (typeof wanted !== 'string' || wanted.length > 1024 || !plain.test(wanted)) return '/';
  if (/^\/(?:%2f|%5c)/i.test(wanted) || !URL.canParse(wanted, here)) return '/';
  const url = new URL(wanted, here);
  return url.origin === here && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : '/';
};
