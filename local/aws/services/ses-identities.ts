import { createHash } from 'node:crypto';
import { region } from '../account.ts';
import { asJson, asList, asText, type Json } from '../json.ts';
import type { DnsRecord, RecordType } from '../name-server.ts';
import type { Stack } from '../template/stack.ts';
import { AwsError } from './service.ts';

/** The domains and addresses of an account. Here one is verified as soon as it exists: DNS holds what SES asks for. */
export class SesIdentities {
  readonly names: string[];
  /** The MAIL FROM of those that the stack makes. */
  readonly #mailFrom: ReadonlyMap<string, Json>;

  /** @param others those that are there beside the stack's */
  constructor(stack: Stack, others: readonly string[]) {
    const made = stack.ofType('AWS::SES::EmailIdentity');
    this.names = [...new Set([...made.map(({ name }) => name), ...others])];
    this.#mailFrom = new Map(made.map(({ name, properties }) => [name, asJson(properties.MailFromAttributes)]));
  }

  /** True if mail may come from the address: it is verified, or its domain. */
  covers(address: string): boolean {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    return this.names.some((identity) => {
      const name = identity.toLowerCase();
      return name.includes('@') ? name === address.toLowerCase() : domain === name || domain.endsWith(`.${name}`);
    });
  }

  /** As GetEmailIdentity answers. @throws AwsError for one that is not there */
  describe(name: string): Json {
    if (!this.names.includes(name)) {
      throw new AwsError('NotFoundException', `Email identity ${name} does not exist.`, 404);
    }
    const { MailFromDomain, BehaviorOnMxFailure = 'USE_DEFAULT_VALUE' } = this.#mailFrom.get(name) ?? {};
    return {
      IdentityType: identityType(name),
      VerifiedForSendingStatus: true,
      VerificationStatus: 'SUCCESS',
      FeedbackForwardingStatus: true,
      DkimAttributes: {
        SigningEnabled: true,
        Status: 'SUCCESS',
        SigningAttributesOrigin: 'AWS_SES',
        Tokens: tokensOf(name),
      },
      MailFromAttributes: {
        BehaviorOnMxFailure,
        ...(MailFromDomain !== undefined && { MailFromDomain, MailFromDomainStatus: 'SUCCESS' }),
      },
      Policies: {},
      Tags: [],
    };
  }

  /** The records that SES asks for: keys, MAIL FROM, DMARC. */
  records(): DnsRecord[] {
    return this.names
      .filter((name) => !name.includes('@'))
      .flatMap((name) => [
        ...tokensOf(name).flatMap((token) => keyRecords(name, token)),
        ...mailFromRecords(asText(this.#mailFrom.get(name)?.MailFromDomain)),
        { name: `_dmarc.${name}`, type: 'TXT' as const, value: 'v=DMARC1; p=none' },
      ]);
  }
}

/** @param name an address or a domain */
export function identityType(name: string): string {
  return name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN';
}

function tokensOf(name: string): string[] {
  return [1, 2, 3].map((number) => createHash('md5').update(`${name} ${number}`).digest('hex'));
}

/** The alias in the shop's zone, and the key that it leads to in SES's. */
function keyRecords(name: string, token: string): DnsRecord[] {
  const key = `${token}.dkim.amazonses.com`;
  return [
    { name: `${token}._domainkey.${name}`, type: 'CNAME', value: key },
    { name: key, type: 'TXT', value: `p=${createHash('sha512').update(token).digest('base64')}` },
  ];
}

function mailFromRecords(name: string | undefined): DnsRecord[] {
  if (name === undefined) return [];
  return [
    { name, type: 'MX', value: `10 feedback-smtp.${region}.amazonses.com` },
    { name, type: 'TXT', value: 'v=spf1 include:amazonses.com ~all' },
  ];
}

/** The records that the stack itself writes into zones of Route 53. */
export function recordsOfStack(stack: Stack): DnsRecord[] {
  return stack.ofType('AWS::Route53::RecordSet').flatMap(({ properties }) => {
    const [name, type] = [asText(properties.Name) ?? '', asText(properties.Type)];
    if (!isAnswered(type)) return [];
    return asList(properties.ResourceRecords).map((value) => ({ name, type, value: unquoted(String(value)) }));
  });
}

function isAnswered(type: string | undefined): type is RecordType {
  return type === 'CNAME' || type === 'MX' || type === 'TXT';
}

function unquoted(value: string): string {
  return /^"(.*)"$/.exec(value)?.[1] ?? value;
}
