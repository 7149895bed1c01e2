/** Somebody who does not exist, and what the playground's provider vouches for. */
export type Person = {
  readonly subject: string;
  readonly name: string;
  readonly email: string | undefined;
  /** Nothing where the provider does not say whether it verified the address. */
  readonly emailVerified: boolean | undefined;
  /** The organization that Google says they are of. */
  readonly hostedDomain?: string;
};

/** The people who come with the playground; all names are invented, all addresses end in `.test`, which nobody can own. */
export const inventedPeople: ReadonlyArray<Person> = [
  { subject: 'ada-example', name: 'Ada Example', email: 'ada@example.test', emailVerified: true },
  { subject: 'grace-example', name: 'Grace Example', email: 'grace@example.test', emailVerified: true },
  {
    subject: 'alan-sample',
    name: 'Alan Sample',
    email: 'alan@sample.test',
    emailVerified: true,
    hostedDomain: 'sample.test',
  },
  // The same address as somebody at the company: to see that single sign-on and this are two worlds.
  { subject: 'ada-corp', name: 'Ada Corp', email: 'ada@corp.test', emailVerified: true },
  { subject: 'nora-fiction', name: 'Nora Fiction', email: 'nora@fiction.test', emailVerified: true },
  { subject: 'otto-unproven', name: 'Otto Unproven', email: 'otto@unproven.test', emailVerified: false },
  { subject: 'nell-silent', name: 'Nell Silent', email: undefined, emailVerified: false },
];

/** The people of the invented company, as its provider knows them; it owns corp.test. */
export const corpPeople: ReadonlyArray<Person> = [
  { subject: 'corp-0001', name: 'Ada Corp', email: 'ada@corp.test', emailVerified: true },
  { subject: 'corp-0002', name: 'Emil Corp', email: 'emil@corp.test', emailVerified: true },
  { subject: 'corp-0003', name: 'Fay Corp', email: 'fay@corp.test', emailVerified: true },
  // Somebody with an address that the company does not own: no service should let them in with it.
  { subject: 'corp-0004', name: 'Max Elsewhere', email: 'max@elsewhere.test', emailVerified: true },
];
