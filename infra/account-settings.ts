import { normaliseEmail } from '../src/commerce/values/email.ts';
import { SettingsError } from './settings-error.ts';

/** The custom domain of the links in messages. */
export interface LinksSettings {
  /** Such as `go.shop.example`. A CNAME record leads it to the output `LinksDomainTarget`. */
  readonly domain: string;
  /** ARN of a certificate for it in ACM, in the stack's Region. */
  readonly certificateArn: string;
}

/** Data that is there already: restored from a backup, or kept by a stack that was deleted. */
export interface ExistingData {
  /** The table's name. */
  readonly table?: string;
  /** The secret's complete ARN, with the six characters at its end. A table is worth nothing without its own secret. */
  readonly secretArn?: string;
}

/** The numbers of functions that may run side by side. */
export interface ConcurrencySettings {
  /** The account's quota for concurrent executions in the Region. A new account has 10, later 1,000. */
  readonly account: number;
  /**
   * Executions that only the unsubscribe page may use. Lambda refuses it where fewer than 100 would be left to all other
   * functions. Unset: the page shares the quota with everything else.
   */
  readonly reservedForUnsubscribe?: number;
}

/** Batches of messages that are worked off side by side, by queue. */
export interface Shares {
  readonly ingest: number;
  readonly enrolment: number;
  readonly sweep: number;
  readonly returns: number;
  readonly reports: number;
}

/** The limits of a new account. */
export const newAccount: ConcurrencySettings = { account: 10 };

/** The least that Lambda accepts for a queue. */
const least = 2;

/**
 * The shares of the queues in the account's quota. Twenty batches of events are enough for a sale, and kind to the table. StartExecution refills 150 times a second in most Regions; ten
 * batches at once stay near that. Sixteen segments of the table are swept at once: a million customers in minutes. What comes
 * back has its turn at the rate of SES: two batches of ten, a second or less each, are enough for 14 a second, and twenty for 200.
 * Each mail has about two reports, of a request or three.
 */
export function sharesOf({ account }: ConcurrencySettings): Shares {
  const share = (part: number, most: number) => Math.min(most, Math.max(least, Math.floor(account * part)));
  return {
    ingest: share(0.2, 20),
    enrolment: share(0.1, 10),
    sweep: share(0.1, 16),
    returns: share(0.2, 20),
    reports: share(0.1, 20),
  };
}

/** The part that Lambda keeps for functions without a reservation. */
export const unreservable = 100;

/** @throws SettingsError when Lambda would refuse it */
export function checkConcurrency(
  where: string,
  { account, reservedForUnsubscribe: reserved }: ConcurrencySettings,
): void {
  if (!Number.isInteger(account) || account < newAccount.account) {
    throw new SettingsError(`${where}: concurrency.account is ${account}. Give the quota of the account, 10 or more.`);
  }
  if (reserved === undefined) return;
  const most = account - unreservable;
  if (Number.isInteger(reserved) && reserved > 0 && reserved <= most) return;
  const instead =
    most > 0
      ? `give a whole number from 1 to ${most}, or leave it out.`
      : 'leave it out until the quota is more than that.';
  throw new SettingsError(
    `${where}: concurrency.reservedForUnsubscribe is ${reserved}, of ${account}. Lambda keeps ${unreservable} for other functions: ${instead}`,
  );
}

/** @throws SettingsError when it is more or less than an e-mail address */
export function checkAddress(where: string, setting: string, address: string): void {
  if (isAddress(address)) return;
  throw new SettingsError(
    `${where}: ${setting} is ${address}. Give the address alone, such as hello@shop.example, in the letters that SES takes.`,
  );
}

/** One address that SES takes as it is written. Names of permissions hold it, where some signs mean more than themselves. */
function isAddress(text: string): boolean {
  return normaliseEmail(text)?.toLowerCase() === text.toLowerCase() && !/[*?${}]/.test(text);
}

/** The length that the names of resources, with the longest of journeys and functions, leave for a stage's name. */
const longestStage = 30;

/** @throws SettingsError when AWS takes no resources that are named after the stage */
export function checkStageName(stage: string): void {
  if (stage.length <= longestStage && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(stage)) return;
  throw new SettingsError(
    `infra/settings.ts: a stage is called "${stage}". Names of resources hold that: give at most ${longestStage} small letters, digits and single hyphens, a letter first.`,
  );
}

/** @throws SettingsError when mail cannot come from this sender by this identity */
export function checkSender(where: string, email: SenderSettings): void {
  const { senderAddress, identity, createIdentity } = email;
  checkAddress(where, 'email.senderAddress', senderAddress);
  if (/(^|\.)\.|\.@/.test(senderAddress)) {
    throw new SettingsError(
      `${where}: email.senderAddress is ${senderAddress}. Mail servers refuse a sender with two dots in a row, or one at the end.`,
    );
  }
  if (!(isDomain(identity) || isAddress(identity))) {
    throw new SettingsError(`${where}: email.identity is ${identity}. Give a domain, such as shop.example.`);
  }
  if (senderAddress !== identity && !`.${domainOf(senderAddress)}`.endsWith(`.${identity}`)) {
    throw new SettingsError(
      `${where}: ${senderAddress} does not belong to the identity ${identity}. Make one fit the other.`,
    );
  }
  if (createIdentity && identity.includes('@')) {
    throw new SettingsError(`${where}: only a domain can be created as identity, and ${identity} is an address.`);
  }
}

/** The part of `email` that holds names of domains. */
export interface MailNames {
  readonly senderAddress: string;
  readonly identity: string;
  readonly mailFrom?: string;
}

/** The part of `email` that says who mail comes from. */
interface SenderSettings extends MailNames {
  readonly createIdentity: boolean;
}

function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1);
}

/** The names under which mail is sent and comes back. */
export function mailDomains({ mailFrom, identity, senderAddress }: MailNames): string[] {
  return [identity, domainOf(senderAddress), ...(mailFrom === undefined ? [] : [mailFrom])];
}

/** @throws SettingsError when the domain or the certificate is none */
export function checkLinks(where: string, { domain, certificateArn }: LinksSettings, email?: SenderSettings): void {
  if (!isDomain(domain))
    throw new SettingsError(`${where}: links.domain is ${domain}. Give the name alone: go.shop.example.`);
  if (email && mailDomains(email).includes(domain)) {
    const free = ['go', 'links'].map((label) => `${label}.${email.identity}`).find((name) => name !== domain);
    throw new SettingsError(
      `${where}: links.domain is ${domain}, which mail uses, and a CNAME record bears no other record beside it. Give a subdomain of its own, such as ${free}.`,
    );
  }
  if (/^arn:[^:]+:acm:[^:]+:\d{12}:certificate\/[^\s*?]+$/.test(certificateArn)) return;
  throw new SettingsError(`${where}: links.certificateArn is ${certificateArn}. Give the ARN of a certificate in ACM.`);
}

/** @throws SettingsError when SMS comes from something that is not named by its ARN, or carriers' reports would be lost */
export function checkOrigination(where: string, originationIdentity: string, createConfigurationSet: boolean): void {
  if (!createConfigurationSet) {
    throw new SettingsError(
      `${where}: sms.originationIdentity needs sms.createConfigurationSet: true, without which carriers report nothing.`,
    );
  }
  if (/^arn:[^:]+:sms-voice:[^:]+:\d{12}:(phone-number|pool|sender-id)\/[^\s*?]+$/.test(originationIdentity)) return;
  throw new SettingsError(
    `${where}: sms.originationIdentity is ${originationIdentity}. Give the ARN of the number, pool or sender ID.`,
  );
}

/** @throws SettingsError when the opt-out list is named in another form than AWS has for names and ARNs */
export function checkOptOutList(where: string, optOutList: string): void {
  if (/^(arn:[^:]+:sms-voice:[^:]+:\d{12}:opt-out-list\/)?[A-Za-z0-9_-]{1,64}$/.test(optOutList)) return;
  throw new SettingsError(
    `${where}: sms.optOutList is ${optOutList}. Give the name of the opt-out list, or its ARN if another account shares it.`,
  );
}

/** @throws SettingsError when the table or the secret is not named as it must be */
export function checkExisting(where: string, { table, secretArn }: ExistingData): void {
  if (table !== undefined && !/^[\w.-]{3,255}$/.test(table)) {
    throw new SettingsError(`${where}: existing.table is ${table}. Give the table's name, as in the output TableName.`);
  }
  if (secretArn !== undefined && !/^arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:\S+-\w{6}$/.test(secretArn)) {
    throw new SettingsError(
      `${where}: existing.secretArn is ${secretArn}. Give the complete ARN, as in the output SecretArn.`,
    );
  }
  if (table !== undefined && secretArn === undefined) {
    throw new SettingsError(
      `${where}: existing.table needs existing.secretArn: with another secret nobody in it is found.`,
    );
  }
}

/** @throws SettingsError when one of them is no ARN of a role, user or account */
export function checkStores(where: string, stores: readonly string[]): void {
  const wrong = stores.find((arn) => !/^arn:[^:]+:iam::\d{12}:(role|user)\/[^\s*?]+$/.test(arn));
  if (wrong === undefined && stores.length > 0) return;
  throw new SettingsError(
    `${where}: stores holds ${wrong ?? 'nobody'}. Give the ARNs of the roles that put the shop's events.`,
  );
}

/** @throws SettingsError when MAIL FROM is no subdomain of an identity that the stack creates */
export function checkMailFrom(
  where: string,
  { mailFrom, identity, createIdentity, senderAddress }: SenderSettings,
): void {
  if (mailFrom === undefined) return;
  if (!createIdentity) {
    throw new SettingsError(`${where}: email.mailFrom needs createIdentity: true. Set it on your own identity in SES.`);
  }
  if (isDomain(mailFrom) && mailFrom.endsWith(`.${identity}`) && mailFrom !== domainOf(senderAddress)) return;
  throw new SettingsError(
    `${where}: email.mailFrom is ${mailFrom}. Give a subdomain of ${identity} that nothing else uses.`,
  );
}

/** @throws SettingsError when there is none, or one is no address */
export function checkTestRecipients(where: string, recipients: readonly string[]): void {
  const wrong = recipients.find((address) => !isAddress(address));
  if (wrong === undefined && recipients.length > 0) return;
  throw new SettingsError(
    `${where}: email.testRecipients holds ${wrong ?? 'nobody'}. Give addresses alone, such as me@shop.example, or leave it out.`,
  );
}

/** @throws SettingsError when there is none, or one is neither an address nor a domain behind an @ */
export function checkTestMessagesTo(where: string, allowed: readonly string[]): void {
  const wrong = allowed.find((one) => one !== one.toLowerCase() || !(isAddress(one) || isAddress(`name${one}`)));
  if (wrong === undefined && allowed.length > 0) return;
  throw new SettingsError(
    `${where}: email.testMessagesTo holds ${wrong ?? 'nobody'}. Give addresses in lower case, or a domain such as @shop.example, or leave it out.`,
  );
}

/** A name that DNS takes: labels of at most 63 letters, 253 together. */
function isDomain(text: string): boolean {
  const labels = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
  return text.length <= 253 && labels.test(text);
}
