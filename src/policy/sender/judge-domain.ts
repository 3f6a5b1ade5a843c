import type { Words } from '../../commerce/words.ts';
import {
  type Answers,
  type DomainFacts,
  dmarcNames,
  isSilent,
  type RecordName,
  recordKey,
  type SenderFacts,
} from './facts.ts';
import { type SenderVerdict, silent, unanswered } from './verdict.ts';

const unknownDomain: SenderVerdict = {
  about: 'domain',
  state: 'trouble',
  what: {
    en: 'SES does not know the domain of the sender: nothing goes out.',
    ja: '送信元のドメインがSESに登録されていないため、メールを送信できません。',
  },
  mend: {
    en: 'Deploy the stage, or verify the domain in SES, in the stage’s Region.',
    ja: 'ステージをデプロイするか、ステージと同じリージョンのSESでドメインを検証してください。',
  },
};

const questions = {
  domain: { en: 'the domain', ja: 'ドメイン' },
  DKIM: { en: 'DKIM', ja: 'DKIM' },
  'MAIL FROM': { en: 'MAIL FROM', ja: 'MAIL FROM' },
} as const;

/** Judges the domain by its DNS records, against what SES expects. */
export function judgeDomain(facts: SenderFacts): SenderVerdict[] {
  const { domain } = facts;
  if (domain === 'absent') return [unknownDomain];
  if (!isSilent(domain)) return [aboutDomain(domain), aboutKeys(domain, facts), ...aboutMailFrom(domain, facts)];
  const abouts = ['domain', 'DKIM', 'MAIL FROM'] as const;
  return abouts.map((about) => unanswered(about, 'SES', domain, questions[about]));
}

function aboutDomain({ name, isVerified }: DomainFacts): SenderVerdict {
  const about = 'domain';
  if (isVerified) return { about, state: 'good', what: { en: `${name} is verified.`, ja: `${name} は検証済みです。` } };
  return {
    about,
    state: 'trouble',
    what: {
      en: `SES has not verified ${name}: nothing goes out.`,
      ja: `${name} がSESで検証されていないため、メールを送信できません。`,
    },
    mend: {
      en: 'Put the DKIM records back: the outputs DkimRecord1 to 3 name them.',
      ja: 'DKIMのレコードをDNSに登録し直してください。内容はスタックの出力 DkimRecord1～3 にあります。',
    },
  };
}

function aboutKeys(domain: DomainFacts, { records }: SenderFacts): SenderVerdict {
  const { name, dkim } = domain;
  const about = 'DKIM';
  const keys = domain.selectors.map((selector) => ({
    key: `${selector}._domainkey.${name}`,
    fits: keyFits(selector, domain, records),
  }));
  const wrong = keys.filter(({ fits }) => fits === false).map(({ key }) => key);
  if (wrong.length > 0 || dkim !== 'SUCCESS') return lostSignature(name, wrong, dkim);
  if (keys.some(({ fits }) => fits === undefined)) {
    return silent(about, `the DKIM records of ${name}`, `${name} のDKIMレコード`);
  }
  const what = { en: `Mail of ${name} is signed (DKIM).`, ja: `${name} のメールにはDKIM署名が付いています。` };
  return { about, state: 'good', what };
}

/** True if DNS has the key, undefined when no name server answered. */
function keyFits(selector: string, { name, keyZone }: DomainFacts, records: SenderFacts['records']) {
  const key = `${selector}._domainkey.${name}`;
  const aliases = found(records, { type: 'CNAME', name: key });
  if (keyZone !== undefined && aliases !== undefined && aliases.length > 0) {
    return aliases.some((alias) => sameName(alias, `${selector}.${keyZone}`));
  }
  // A key of the shop's own, or a name server that answers with what the alias leads to.
  return found(records, { type: 'TXT', name: key })?.some((text) => /(^|;)\s*p=[^;\s]/.test(text));
}

function lostSignature(name: string, wrong: readonly string[], dkim = 'off'): SenderVerdict {
  const why =
    wrong.length > 0
      ? {
          en: `DNS has no right DKIM record for ${wrong.join(', ')}`,
          ja: `${wrong.join('、')} の正しいDKIMレコードがDNSにありません`,
        }
      : { en: `SES says ${dkim}`, ja: `SESの状態は ${dkim} です` };
  return {
    about: 'DKIM',
    state: 'trouble',
    what: {
      en: `Mail of ${name} loses its signature: ${why.en}.`,
      ja: `${name} のメールの署名が失われます。${why.ja}。`,
    },
    mend: {
      en: 'Put the records back: the outputs DkimRecord1 to 3 name them. Within three days SES stops sending for the domain.',
      ja: 'レコードを登録し直してください。内容はスタックの出力 DkimRecord1～3 にあります。3日以内に直さないと、SESはこのドメインからの送信を止めます。',
    },
  };
}

function aboutMailFrom({ mailFrom }: DomainFacts, { records, region }: SenderFacts): SenderVerdict[] {
  if (mailFrom === undefined) return [];
  const { domain, status, isRequired } = mailFrom;
  const about = 'MAIL FROM';
  const mx = found(records, { type: 'MX', name: domain });
  const texts = found(records, { type: 'TXT', name: domain });
  const faults = [...(mx ? mxFaults(mx, region) : []), ...(texts ? spfFaults(texts) : []), ...statusFaults(status)];
  if (faults.length > 0) return [noBounces(domain, faults, isRequired)];
  if (mx === undefined || texts === undefined) {
    return [silent(about, `the records of ${domain}`, `${domain} のレコード`)];
  }
  const what = {
    en: `Bounces go to ${domain}, and SPF fits the sender.`,
    ja: `不達メールは ${domain} に届き、SPFも送信元と一致しています。`,
  };
  return [{ about, state: 'good', what }];
}

function mxFaults(mx: readonly string[], region: string): Words[] {
  const host = `feedback-smtp.${region}.amazonses.com`;
  if (mx.length === 1 && sameName(mx[0] ?? '', host)) return [];
  return [{ en: `its MX record must be ${host} alone`, ja: `MXレコードは ${host} だけにします` }];
}

function spfFaults(texts: readonly string[]): Words[] {
  const spf = texts.filter((text) => /^v=spf1(\s|$)/i.test(text));
  if (spf.length === 1 && /\binclude:amazonses\.com\b/i.test(spf[0] ?? '')) return [];
  const ja = 'include:amazonses.com を含むSPFレコードが1つ必要です';
  return [{ en: 'it needs one SPF record, with include:amazonses.com', ja }];
}

function statusFaults(status: string): Words[] {
  return status === 'SUCCESS' ? [] : [{ en: `SES says ${status}`, ja: `SESの状態は ${status} です` }];
}

function noBounces(domain: string, faults: readonly Words[], isRequired: boolean): SenderVerdict {
  const [list, ja] = [faults.map((fault) => fault.en).join('; '), faults.map((fault) => fault.ja).join('。')];
  const without = isRequired
    ? { en: 'Until then SES refuses every mail.', ja: 'それまでSESはすべてのメールを拒否します。' }
    : {
        en: 'Until then mail goes out with amazonses.com as MAIL FROM, and only DKIM speaks for the sender.',
        ja: 'それまでMAIL FROMは amazonses.com になり、送信元を証明するのはDKIMだけになります。',
      };
  return {
    about: 'MAIL FROM',
    state: 'trouble',
    what: { en: `${domain} does not take bounces: ${list}.`, ja: `${domain} が不達メールを受け取れません。${ja}。` },
    mend: {
      en: `Put the records of the outputs MailFromMxRecord and MailFromSpfRecord back. ${without.en}`,
      ja: `スタックの出力 MailFromMxRecord と MailFromSpfRecord のレコードを登録し直してください。${without.ja}`,
    },
  };
}

/** Judges the DMARC record, which DNS alone has. A nearer one counts first, so its silence leaves the further ones open. */
export function judgeDmarc({ identity: name, records, senderAddress }: SenderFacts): SenderVerdict {
  const about = 'DMARC';
  const asked = dmarcNames(name).map((dmarc) => ({
    dmarc,
    policies: found(records, { type: 'TXT', name: dmarc })?.filter((text) => /^v=DMARC1\b/i.test(text)),
  }));
  const own = asked.find(({ policies }) => policies === undefined || policies.length > 0);
  if (own === undefined) return noDmarc(name);
  if (own.policies === undefined) return silent(about, own.dmarc, `${own.dmarc} `);
  const fault = faultOfDmarc(own.dmarc, own.policies, senderAddress, name);
  if (fault) return { about, state: 'trouble', ...fault };
  const policy = tagOf('p', own.policies[0]);
  const what = { en: `${own.dmarc} says ${policy} (DMARC).`, ja: `${own.dmarc} のDMARCポリシーは ${policy} です。` };
  return { about, state: 'good', what };
}

function noDmarc(name: string): SenderVerdict {
  const record = `_dmarc.${name} TXT "v=DMARC1; p=none"`;
  return {
    about: 'DMARC',
    state: 'trouble',
    what: {
      en: `${name} has no DMARC record: Gmail and Yahoo Mail refuse bulk mail without one.`,
      ja: `${name} にDMARCレコードがありません。GmailやYahoo! Mailは、DMARCのない大量送信メールを拒否します。`,
    },
    mend: { en: `Add it: ${record}.`, ja: `次のレコードを追加してください：${record}` },
  };
}

function faultOfDmarc(
  dmarc: string,
  policies: readonly string[],
  senderAddress: string,
  identity: string,
): Required<Pick<SenderVerdict, 'what' | 'mend'>> | undefined {
  if (policies.length > 1) {
    return {
      what: {
        en: `${dmarc} has two DMARC records, so that none counts.`,
        ja: `${dmarc} にDMARCレコードが2つあるため、どちらも無効です。`,
      },
      mend: { en: 'Leave one of them.', ja: '1つだけ残してください。' },
    };
  }
  const policy = tagOf('p', policies[0]);
  if (!/^(none|quarantine|reject)$/i.test(policy)) {
    return {
      what: {
        en: `${dmarc} has no policy that counts: p=${policy}.`,
        ja: `${dmarc} のポリシーが有効ではありません（p=${policy}）。`,
      },
      mend: { en: 'Begin with "v=DMARC1; p=none".', ja: 'まず「v=DMARC1; p=none」としてください。' },
    };
  }
  const sender = senderAddress.slice(senderAddress.indexOf('@') + 1);
  if (tagOf('adkim', policies[0]).toLowerCase() !== 's' || sender === identity) return undefined;
  return {
    what: {
      en: `${dmarc} asks for the very domain of the sender (adkim=s), and mail from ${sender} is signed by ${identity}.`,
      ja: `${dmarc} は送信元と完全に同じドメインの署名（adkim=s）を求めていますが、${sender} からのメールは ${identity} で署名されています。`,
    },
    mend: {
      en: `Take adkim=s out of the record, or make ${sender} the identity.`,
      ja: `レコードから adkim=s を外すか、${sender} をSESのIDにしてください。`,
    },
  };
}

function tagOf(tag: string, record = ''): string {
  return new RegExp(`;\\s*${tag}\\s*=\\s*([^;\\s]+)`, 'i').exec(record)?.[1] ?? '';
}

function found(records: SenderFacts['records'], question: RecordName): Answers {
  return records[recordKey(question)];
}

/** True if two names of DNS are the same: neither case nor the dot at the end counts. */
function sameName(one: string, other: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/\.$/, '');
  return plain(one) === plain(other);
}
