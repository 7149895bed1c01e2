import type { ProvenLogin } from '@recount/core/ports';
import { soundAddress, soundName } from '../oauth/person.js';
import type { Emails, User } from './answers.js';
import type { Checked } from './configuration.js';

// GitHub makes such addresses up so that people need not show theirs; nobody reads what is sent there.
const isNoreply = (email: string): boolean => /@users\.noreply\.|^no-?reply@/i.test(email);

/** The address that GitHub vouches for: primary, verified and read by somebody. There is no second best. */
const addressIn = (emails: Emails): ProvenLogin['address'] => {
  const [primary, ...more] = emails.filter((one) => one.primary === true);
  if (primary?.verified !== true || more.length > 0) return undefined;
  const address = soundAddress(primary.email, primary.verified);
  return address === undefined || isNoreply(address.email) ? undefined : address;
};

/** Who signed in: the number and never the name, which may be somebody else's tomorrow. */
export const loginOf = (
  { name: provider, issuer }: Checked,
  { user, emails }: { readonly user: User; readonly emails: Emails },
): ProvenLogin => ({
  realm: { type: 'social' },
  provider,
  issuer,
  subject: String(user.id),
  address: addressIn(emails),
  name: soundName(user.name) ?? soundName(user.login),
});
