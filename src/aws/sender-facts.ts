import { promises as dns } from 'node:dns';
import { type CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import { day, hour } from '../commerce/values/time-units.ts';
import {
  type AccountFacts,
  type Answers,
  type DnsRecords,
  type DomainFacts,
  isSilent,
  questionsAbout,
  questionsOnDmarc,
  type Rate,
  type Rates,
  type RecordName,
  recordKey,
  type SenderFacts,
  type Silence,
} from '../policy/sender/facts.ts';

/** The sources of what is known of a sender. */
export interface SenderSources {
  readonly ses: SESv2Client;
  readonly cloudwatch: CloudWatchClient;
  readonly lookUp: (question: RecordName) => Promise<Answers>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The sender to check. */
export interface CheckedSender {
  /** The domain's identity in SES. */
  readonly identity: string;
  readonly senderAddress: string;
  readonly region: string;
}

/** Asks SES, CloudWatch and DNS about a sender, each by itself: one that does not answer hides no other. It changes nothing. */
export async function readSender(sender: CheckedSender, sources: SenderSources): Promise<SenderFacts> {
  const { identity, senderAddress, region } = sender;
  const [domain, account, rates] = await Promise.all([
    domainIn(sources.ses, identity).catch(silenceOf),
    accountIn(sources.ses).catch(silenceOf),
    ratesIn(sources.cloudwatch, sources.now),
  ]);
  const isKnown = domain !== 'absent' && !isSilent(domain);
  const questions = isKnown ? questionsAbout(domain) : questionsOnDmarc(identity);
  const answers = questions.map(async (question) => [recordKey(question), await sources.lookUp(question)] as const);
  const records: DnsRecords = Object.fromEntries(await Promise.all(answers));
  return { region, senderAddress, identity, domain, account, rates, records };
}

function silenceOf(error: unknown): Silence {
  return { silence: error instanceof Error ? error.name : String(error) };
}

async function domainIn(ses: SESv2Client, EmailIdentity: string): Promise<DomainFacts | 'absent'> {
  try {
    return domainOf(EmailIdentity, await ses.send(new GetEmailIdentityCommand({ EmailIdentity })));
  } catch (error) {
    if (error instanceof NotFoundException) return 'absent';
    throw error;
  }
}

/** The zone of the keys that SES makes itself, unless it names another. */
const usualKeyZone = 'dkim.amazonses.com';

function domainOf(name: string, answer: GetEmailIdentityCommandOutput): DomainFacts {
  const { DkimAttributes: dkim = {}, MailFromAttributes: from } = answer;
  const isOwnKey = dkim.SigningAttributesOrigin === 'EXTERNAL';
  return {
    name,
    isVerified: answer.VerifiedForSendingStatus ?? false,
    ...(dkim.SigningEnabled !== false && dkim.Status && { dkim: dkim.Status }),
    selectors: dkim.Tokens ?? [],
    ...(!isOwnKey && { keyZone: dkim.SigningHostedZone ?? usualKeyZone }),
    ...(from?.MailFromDomain && {
      mailFrom: {
        domain: from.MailFromDomain,
        status: from.MailFromDomainStatus ?? 'PENDING',
        isRequired: from.BehaviorOnMxFailure === 'REJECT_MESSAGE',
      },
    }),
  };
}

async function accountIn(ses: SESv2Client): Promise<AccountFacts> {
  const account = await ses.send(new GetAccountCommand({}));
  return {
    sends: account.SendingEnabled ?? false,
    enforcement: account.EnforcementStatus ?? 'HEALTHY',
    suppresses: account.SuppressionAttributes?.SuppressedReasons ?? ['BOUNCE', 'COMPLAINT'],
    sentLately: account.SendQuota?.SentLast24Hours ?? 0,
  };
}

const metrics = { bounces: 'Reputation.BounceRate', complaints: 'Reputation.ComplaintRate' } as const;

/** The latest shares of the last day: SES itself counts them, over the mail that it finds representative. */
async function ratesIn(client: CloudWatchClient, now: number): Promise<Rates> {
  try {
    const results = await metricsIn(client, now);
    return { bounces: rateAmong(results, 'bounces'), complaints: rateAmong(results, 'complaints') };
  } catch (error) {
    const silence = silenceOf(error);
    return { bounces: silence, complaints: silence };
  }
}

async function metricsIn(client: CloudWatchClient, now: number): Promise<MetricDataResult[]> {
  const MetricDataQueries = Object.entries(metrics).map(([Id, MetricName]) => ({
    Id,
    MetricStat: { Metric: { Namespace: 'AWS/SES', MetricName }, Period: hour / 1000, Stat: 'Maximum' },
  }));
  const request = { MetricDataQueries, StartTime: new Date(now - day), EndTime: new Date(now) };
  const { MetricDataResults = [] } = await client.send(new GetMetricDataCommand(request));
  return MetricDataResults;
}

/** The latest value comes first. Without one the metric has none, unless CloudWatch says that it could not tell. */
function rateAmong(results: readonly MetricDataResult[], kind: keyof Rates): Rate {
  const { Values = [], StatusCode } = results.find(({ Id }) => Id === kind) ?? {};
  return Values[0] ?? (StatusCode === 'Complete' ? 'none' : { silence: StatusCode ?? 'NoResult' });
}

/** Names without the record that was asked for. */
const noRecords = ['ENODATA', 'ENOTFOUND'];

/**
 * Asks DNS.
 * @param servers name servers as `address:port`; those of the machine when there are none
 */
export function dnsLookUp(servers: readonly string[] = []): SenderSources['lookUp'] {
  const resolver = new dns.Resolver({ timeout: 3000, tries: 2 });
  if (servers.length > 0) resolver.setServers(servers);
  return async ({ type, name }) => {
    try {
      if (type === 'CNAME') return await resolver.resolveCname(name);
      if (type === 'MX') return (await resolver.resolveMx(name)).map(({ exchange }) => exchange);
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return noRecords.includes(code) ? [] : undefined;
    }
  };
}
