/** A service that did not answer a question, with the name of its error. */
export interface Silence {
  readonly silence: string;
}

/** True for a service that did not answer. */
export function isSilent(answer: unknown): answer is Silence {
  return typeof answer === 'object' && answer !== null && 'silence' in answer;
}

/** What SES says of the sender's domain. */
export interface DomainFacts {
  readonly name: string;
  readonly isVerified: boolean;
  /** SES's word for the state of signing: `SUCCESS`, `PENDING`, `FAILED` …; undefined when it does not sign. */
  readonly dkim?: string;
  /** The names of the keys in DNS, before `._domainkey.`. */
  readonly selectors: readonly string[];
  /** The zone that the keys are in, or undefined for a key of the shop's own. */
  readonly keyZone?: string;
  readonly mailFrom?: { readonly domain: string; readonly status: string; readonly isRequired: boolean };
}

/** What SES says of the account. */
export interface AccountFacts {
  readonly sends: boolean;
  /** `HEALTHY`, `PROBATION` or `SHUTDOWN`. */
  readonly enforcement: string;
  /** Why SES closes addresses by itself. */
  readonly suppresses: readonly string[];
  /** E-mails in the last 24 hours. */
  readonly sentLately: number;
}

/** A share of the mail that counts, from 0 to 1; `none` where the last day has no figure, as when nothing was sent. */
export type Rate = number | 'none' | Silence;

/** How the account's mail fares, as SES counts it. */
export interface Rates {
  readonly bounces: Rate;
  readonly complaints: Rate;
}

/** DNS records of a name, as texts; undefined when no name server answered. */
export type Answers = readonly string[] | undefined;

/** A question to DNS. */
export interface RecordName {
  readonly type: 'CNAME' | 'MX' | 'TXT';
  readonly name: string;
}

/** The records of DNS by `TYPE name`. */
export type DnsRecords = Readonly<Record<string, Answers>>;

/** Everything that the check goes by. */
export interface SenderFacts {
  readonly region: string;
  readonly senderAddress: string;
  /** The name of the domain. */
  readonly identity: string;
  /** `absent` when SES does not know the domain. */
  readonly domain: DomainFacts | 'absent' | Silence;
  readonly account: AccountFacts | Silence;
  readonly rates: Rates;
  readonly records: DnsRecords;
}

/** The key of a question in {@link DnsRecords}. */
export function recordKey({ type, name }: RecordName): string {
  return `${type} ${name}`;
}

/** The questions that the check asks of DNS. */
export function questionsAbout({ name, selectors, keyZone, mailFrom }: DomainFacts): RecordName[] {
  const keys = selectors.map((selector) => `${selector}._domainkey.${name}`);
  return [
    ...keys.flatMap((key): RecordName[] => [
      ...(keyZone === undefined ? [] : [{ type: 'CNAME' as const, name: key }]),
      { type: 'TXT', name: key },
    ]),
    ...(mailFrom === undefined
      ? []
      : ([
          { type: 'MX', name: mailFrom.domain },
          { type: 'TXT', name: mailFrom.domain },
        ] as const)),
    ...questionsOnDmarc(name),
  ];
}

/** The questions that need no answer of SES. */
export function questionsOnDmarc(domain: string): RecordName[] {
  return dmarcNames(domain).map((name) => ({ type: 'TXT', name }));
}

/** The names under which a DMARC record may be: the domain's own, and those of the domains that it belongs to. */
export function dmarcNames(domain: string): string[] {
  const labels = domain.split('.');
  const parents = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  return parents.map((parent) => `_dmarc.${parent}`);
}
