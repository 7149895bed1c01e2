const microsoft: ReadonlySet<string> = new Set([
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.windows.net',
  'sts.windows.net',
]);

// Microsoft's names for people of every tenant, and the tenant of those who have none.
const tenantsOfMany: ReadonlySet<string> = new Set([
  'common',
  'organizations',
  'consumers',
  '9188040d-6c67-4c5b-b112-36a304b66dad',
]);

/** Whether an issuer is known to speak for people of many companies, or of none: anybody may have an account there. */
export const isOpenToAnybody = ({ hostname, pathname }: URL): boolean => {
  if (hostname === 'accounts.google.com') return true;
  const [, tenant = ''] = pathname.toLowerCase().split('/');
  return microsoft.has(hostname) && tenantsOfMany.has(tenant);
};
