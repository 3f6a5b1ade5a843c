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

/** What SES says of the account, and how its mail fares. */
export interface AccountFacts {
  readonly sends: boolean;
  /** `HEALTHY`, `PROBATION` or `SHUTDOWN`. */
  readonly enforcement: string;
  /** Why SES closes addresses by itself. */
  readonly suppresses: readonly string[];
  readonly sentLately: number;
  /** Shares of the mail that counts, from 0 to 1; undefined while there is too little of it. */
  readonly bounces?: number;
  readonly complaints?: number;
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
  /** Undefined when SES does not know the domain. */
  readonly domain: DomainFacts | undefined;
  readonly account: AccountFacts;
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
    ...dmarcNames(name).map((dmarc) => ({ type: 'TXT' as const, name: dmarc })),
  ];
}

/** The names under which a DMARC record may be: the domain's own, and those of the domains that it belongs to. */
export function dmarcNames(domain: string): string[] {
  const labels = domain.split('.');
  const parents = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
  return parents.map((parent) => `_dmarc.${parent}`);
}
