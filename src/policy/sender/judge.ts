import { type Answers, type DomainFacts, dmarcNames, recordKey, type SenderFacts } from './facts.ts';

/** One thing that was checked. */
export interface SenderVerdict {
  readonly about: 'domain' | 'DKIM' | 'MAIL FROM' | 'DMARC' | 'account' | 'suppression' | 'bounces' | 'complaints';
  readonly state: 'good' | 'trouble' | 'unknown';
  readonly what: string;
  /** The remedy, with what happens without it. */
  readonly mend?: string;
}

/** SES reviews an account from these shares on; half of them leaves time to act. */
export const reviewedFrom = { bounces: 0.05, complaints: 0.001 } as const;

/** Judges whether mail of the sender arrives: its DNS records against what SES expects, and its bounces and complaints. */
export function judgeSender(facts: SenderFacts): SenderVerdict[] {
  const { domain, account } = facts;
  return [
    ...(domain === undefined ? [unknownDomain] : aboutDomain(domain, facts)),
    ...aboutAccount(account),
    ...(['bounces', 'complaints'] as const).map((kind) => aboutRate(kind, account[kind])),
  ];
}

const unknownDomain: SenderVerdict = {
  about: 'domain',
  state: 'trouble',
  what: 'SES does not know the domain of the sender: nothing goes out.',
  mend: 'Deploy the stage, or verify the domain in SES, in the stage’s Region.',
};

function aboutDomain(domain: DomainFacts, facts: SenderFacts): SenderVerdict[] {
  const verified: SenderVerdict = domain.isVerified
    ? { about: 'domain', state: 'good', what: `${domain.name} is verified.` }
    : {
        about: 'domain',
        state: 'trouble',
        what: `SES has not verified ${domain.name}: nothing goes out.`,
        mend: 'Put the DKIM records back: the outputs DkimRecord1 to 3 name them.',
      };
  return [verified, aboutKeys(domain, facts), ...aboutMailFrom(domain, facts), aboutDmarc(domain, facts)];
}

function aboutKeys({ name, dkim, selectors, keyZone }: DomainFacts, { records }: SenderFacts): SenderVerdict {
  const about = 'DKIM';
  const states = selectors.map((selector) => {
    const key = `${selector}._domainkey.${name}`;
    const texts = records[recordKey({ type: 'TXT', name: key })];
    const aliases = records[recordKey({ type: 'CNAME', name: key })];
    const holdsKey = keyZone === undefined || !aliases?.length; // some name servers answer with what the alias leads to
    if (!holdsKey) return { key, fits: aliases.some((alias) => sameName(alias, `${selector}.${keyZone}`)) };
    return { key, fits: texts === undefined ? undefined : texts.some((text) => /(^|;)\s*p=[^;\s]/.test(text)) };
  });
  const wrong = states.filter(({ fits }) => fits === false).map(({ key }) => key);
  if (wrong.length > 0 || dkim !== 'SUCCESS') {
    const lost =
      wrong.length > 0 ? `DNS has no right DKIM record for ${wrong.join(', ')}` : `SES says ${dkim ?? 'off'}`;
    return {
      about,
      state: 'trouble',
      what: `Mail of ${name} loses its signature: ${lost}.`,
      mend: 'Put the records back: the outputs DkimRecord1 to 3 name them. Within three days SES stops sending for the domain.',
    };
  }
  if (states.some(({ fits }) => fits === undefined)) return silent(about, `the DKIM records of ${name}`);
  return { about, state: 'good', what: `Mail of ${name} is signed (DKIM).` };
}

function aboutMailFrom({ mailFrom }: DomainFacts, { records, region }: SenderFacts): SenderVerdict[] {
  if (mailFrom === undefined) return [];
  const { domain, status, isRequired } = mailFrom;
  const about = 'MAIL FROM';
  const [mx, texts] = [
    records[recordKey({ type: 'MX', name: domain })],
    records[recordKey({ type: 'TXT', name: domain })],
  ];
  if (mx === undefined || texts === undefined) return [silent(about, `the records of ${domain}`)];
  const spf = texts.filter((text) => /^v=spf1(\s|$)/i.test(text));
  const host = `feedback-smtp.${region}.amazonses.com`;
  const faults = [
    ...(mx.length === 1 && sameName(mx[0] ?? '', host) ? [] : [`its MX record must be ${host} alone`]),
    ...(spf.length === 1 && /\binclude:amazonses\.com\b/i.test(spf[0] ?? '')
      ? []
      : ['it needs one SPF record, with include:amazonses.com']),
    ...(status === 'SUCCESS' ? [] : [`SES says ${status}`]),
  ];
  if (faults.length === 0) return [{ about, state: 'good', what: `Bounces go to ${domain}, and SPF fits the sender.` }];
  const without = isRequired
    ? 'Until then SES refuses every mail.'
    : 'Until then mail goes out with amazonses.com as MAIL FROM, and only DKIM speaks for the sender.';
  return [
    {
      about,
      state: 'trouble',
      what: `${domain} does not take bounces: ${faults.join('; ')}.`,
      mend: `Put the records of the outputs MailFromMxRecord and MailFromSpfRecord back. ${without}`,
    },
  ];
}

function aboutDmarc({ name }: DomainFacts, { records, senderAddress }: SenderFacts): SenderVerdict {
  const about = 'DMARC';
  const asked = dmarcNames(name).map((dmarc) => ({
    dmarc,
    found: records[recordKey({ type: 'TXT', name: dmarc })]?.filter((text) => /^v=DMARC1\b/i.test(text)),
  }));
  const own = asked.find(({ found }) => found !== undefined && found.length > 0);
  if (own === undefined) {
    if (asked.some(({ found }) => found === undefined)) return silent(about, `_dmarc.${name}`);
    return {
      about,
      state: 'trouble',
      what: `${name} has no DMARC record: Gmail and Yahoo Mail refuse bulk mail without one.`,
      mend: `Add it: _dmarc.${name} TXT "v=DMARC1; p=none".`,
    };
  }
  const fault = faultOfDmarc(own.found ?? [], senderAddress, name);
  if (fault) return { about, state: 'trouble', what: `${own.dmarc} ${fault.what}`, mend: fault.mend };
  return { about, state: 'good', what: `${own.dmarc} says ${tagOf('p', own.found?.[0])} (DMARC).` };
}

function faultOfDmarc(found: readonly string[], senderAddress: string, identity: string) {
  if (found.length > 1) {
    return { what: 'has two DMARC records, so that none counts.', mend: 'Leave one of them.' };
  }
  const policy = tagOf('p', found[0]);
  if (!/^(none|quarantine|reject)$/i.test(policy)) {
    return { what: `has no policy that counts: p=${policy}.`, mend: 'Begin with "v=DMARC1; p=none".' };
  }
  const sender = senderAddress.slice(senderAddress.indexOf('@') + 1);
  if (tagOf('adkim', found[0]).toLowerCase() !== 's' || sender === identity) return undefined;
  return {
    what: `asks for the very domain of the sender (adkim=s), and mail from ${sender} is signed by ${identity}.`,
    mend: `Take adkim=s out of the record, or make ${sender} the identity.`,
  };
}

function tagOf(tag: string, record = ''): string {
  return new RegExp(`;\\s*${tag}\\s*=\\s*([^;\\s]+)`, 'i').exec(record)?.[1] ?? '';
}

function aboutAccount({ sends, enforcement, suppresses }: SenderFacts['account']): SenderVerdict[] {
  const answer = 'Answer the case in the SES console, and find the cause: docs/operations.md, "ReduceBounces".';
  const left = ['BOUNCE', 'COMPLAINT'].filter((reason) => !suppresses.includes(reason));
  const account: SenderVerdict =
    !sends || enforcement === 'SHUTDOWN'
      ? { about: 'account', state: 'trouble', what: 'SES has paused the account: nothing goes out.', mend: answer }
      : enforcement === 'PROBATION'
        ? { about: 'account', state: 'trouble', what: 'SES reviews the account, and may pause it.', mend: answer }
        : { about: 'account', state: 'good', what: 'SES has nothing against the account.' };
  if (left.length === 0) return [account];
  return [
    account,
    {
      about: 'suppression',
      state: 'trouble',
      what: `The account’s own list takes no addresses by ${left.join(' and ')}. Aftercart’s mail is protected all the same; other mail of the account is not.`,
      mend: 'aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT',
    },
  ];
}

function aboutRate(about: 'bounces' | 'complaints', share: number | undefined): SenderVerdict {
  if (share === undefined) {
    return { about, state: 'good', what: `There was too little mail to count ${about}.` };
  }
  const limit = reviewedFrom[about];
  const [is, of] = [percent(share), percent(limit)];
  if (share < limit / 2) {
    return { about, state: 'good', what: `${is} ${about}; SES reviews an account from ${of} on.` };
  }
  const how = share < limit ? 'half way to' : 'beyond';
  return {
    about,
    state: 'trouble',
    what: `${is} ${about}, ${how} the ${of} at which SES reviews an account.`,
    mend: 'Pause what sends most (npm run sending -- pause), and find the cause: docs/operations.md, "ReduceBounces".',
  };
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

function silent(about: SenderVerdict['about'], what: string): SenderVerdict {
  return { about, state: 'unknown', what: `No name server answered about ${what}.` };
}

/** True if two names of DNS are the same: neither case nor the dot at the end counts. */
function sameName(one: string, other: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/\.$/, '');
  return plain(one) === plain(other);
}

/** A record that is not what it was. */
export interface ChangedRecord {
  readonly record: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The records that are not what they were; a name that nobody answered about has not changed. */
export function changedRecords(
  before: Readonly<Record<string, Answers>>,
  after: Readonly<Record<string, Answers>>,
): ChangedRecord[] {
  return Object.entries(after).flatMap(([record, now]) => {
    const then = before[record];
    if (then === undefined || now === undefined) return [];
    return JSON.stringify(then.toSorted()) === JSON.stringify(now.toSorted())
      ? []
      : [{ record, before: then, after: now }];
  });
}

/** The records to remember: where nobody answered, what was known before. */
export function remembered(before: SenderFacts['records'], after: SenderFacts['records']): SenderFacts['records'] {
  return Object.fromEntries(Object.entries(after).map(([record, now]) => [record, now ?? before[record]]));
}
