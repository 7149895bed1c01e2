import type { X509Certificate } from 'node:crypto';
import type { ConnectionId } from '@recount/domain/vocabulary';

/** The other side, as its metadata describes it. */
export type SamlProviderDescription = {
  /** Its entity id, exactly as it spells it. */
  readonly entityId: string;
  /** Where the browser goes to sign in, by HTTP-Redirect. */
  readonly entryPoint: string;
  /** Where the browser goes with our answer to a sign-out, by HTTP-Redirect. */
  readonly logoutUrl?: string | undefined;
  /** Its signing certificates, in PEM or bare base64: several while it changes from one to the next. */
  readonly certificates: ReadonlyArray<string>;
};

/** One connection that speaks SAML. */
export type SamlConfiguration = {
  /** The connection's name in faults and logs. */
  readonly name: string;
  readonly connectionId: ConnectionId;
  /** Us, as the provider knows us: a URI. */
  readonly entityId: string;
  readonly assertionConsumerService: string;
  readonly singleLogoutService: string;
  readonly provider: SamlProviderDescription;
  /** What the provider signs: both unless given. A signed answer around an unsigned assertion is never enough. */
  readonly signed?: 'answer-and-assertion' | 'assertion';
  /** The attribute that names the subject, instead of the NameID. */
  readonly subjectAttribute?: string | undefined;
  /** The attribute that holds the e-mail address, before the usual ones. */
  readonly emailAttribute?: string | undefined;
  /** What requests and answers to sign-outs are signed with; they are not unless given. */
  readonly signing?: { readonly privateKey: string; readonly certificate: string } | undefined;
};

/** A configuration that was looked through. */
export type Checked = Omit<SamlConfiguration, 'signed'> & {
  readonly answerIsSigned: boolean;
  /** The provider's certificates, read. */
  readonly certificates: ReadonlyArray<X509Certificate>;
};
