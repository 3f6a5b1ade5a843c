import {
  type ConcurrencySettings,
  checkAddress,
  checkConcurrency,
  checkExisting,
  checkLinks,
  checkMailFrom,
  checkOptOutList,
  checkOrigination,
  checkSender,
  checkStageName,
  checkStores,
  checkTestMessagesTo,
  checkTestRecipients,
  type ExistingData,
  type LinksSettings,
} from './account-settings.ts';
import { type ConnectorSettings, checkConnectors } from './connector-settings.ts';
import { checkHostedZone, checkWarmUp, type HostedZoneSettings, type WarmUpSettings } from './mail-settings.ts';
import { checkPlace, checkReach, type StageTarget } from './place-settings.ts';
import { SettingsError } from './settings-error.ts';
import { checkShape } from './settings-shape.ts';
import { checkTwins, placeOf } from './stage-twins.ts';
import { checkTags } from './tag-settings.ts';

export { type ConcurrencySettings, newAccount } from './account-settings.ts';
export { warmUpOf } from './mail-settings.ts';

/**
 * The settings that differ between the places Aftercart is deployed to, all in one place. `npm run deploy` takes the
 * stage `dev`, whose resources are called `aftercart`; `npm run deploy -- --stage prod` takes `prod`, whose resources
 * are called `aftercart-prod`, so that both fit into one account.
 */
export interface StageSettings {
  /** AWS account id. Unset: the deployer's account. */
  readonly account?: string;
  /** AWS Region, such as ap-northeast-1. Unset: the deployer's Region. */
  readonly region?: string;
  /** The sender of e-mail. Unset: e-mail is not configured, and its messages are skipped with that reason. */
  readonly email?: EmailSettings;
  readonly sms: SmsSettings;
  /** The ways to notify the staff. Unset: such steps do nothing, and the run records it. */
  readonly staff?: StaffSettings;
  /** E-mail address that alarms go to. Unset: the alarms' topic has no reader yet. */
  readonly alarmsTo?: string;
  /** True if customers, ledger and the secret outlive the stack. false only where losing them harms nobody. */
  readonly keepData: boolean;
  /** A table and a secret to go on with, instead of new ones. */
  readonly existing?: ExistingData;
  /** A domain of the shop's own for the links in messages. Unset: they lead to API Gateway's own address. */
  readonly links?: LinksSettings;
  /** The quota that the functions share. Unset: what a new account has. */
  readonly concurrency?: ConcurrencySettings;
  /**
   * ARNs of the roles and users that may put the shop's events on the bus, also of other accounts; nobody else may then.
   * Unset: everyone in the account whom IAM allows.
   */
  readonly stores?: readonly string[];
  /**
   * The shop platforms that events come from, by connector: `{ events: {} }`, each with its settings. docs/connect.md lists
   * them. Unset: the store's backend alone posts events, and nothing of the connectors is deployed.
   */
  readonly connectors?: ConnectorSettings;
  /** Tags on everything beside `application` and `stage`, such as those by which costs are allocated. */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * X-Ray traces every function and state machine. It costs $5 per million traces, which is up to $35 for a million messages.
   * Unset: it does not, and the functions' logs and the executions' histories tell what happened.
   */
  readonly tracing?: true;
}

export interface EmailSettings {
  /** The address alone: `hello@shop.example`. The name before it is the brand's, in the customer's language. */
  readonly senderAddress: string;
  /** The SES identity that the sender belongs to: a domain, or the sender's own address, as verified with SES. */
  readonly identity: string;
  /** true: the stack creates the identity, a domain, and its outputs name the DNS records that prove it. */
  readonly createIdentity: boolean;
  /**
   * true: SES puts a picture into every e-mail that tells who opened it, and when. In the EU that needs the customer's
   * consent. Unset: nobody learns of openings; clicks are told of either way.
   */
  readonly trackOpens?: true;
  /** A subdomain of `identity` that bounces go to, so that SPF fits the sender too. Unset: amazonses.com. */
  readonly mailFrom?: string;
  /**
   * Verified addresses that get mail while SES is in the sandbox, where it asks for permission on the recipient's identity
   * as well. Take it out once production access is granted.
   */
  readonly testRecipients?: readonly string[];
  /**
   * Who may get messages of `npm run journeys -- send-test`: addresses, or a domain such as `@shop.example`. Unset: nobody.
   */
  readonly testMessagesTo?: readonly string[];
  /** E-mails a second at most, for an account that others send from too. Unset: what SES allows the account. */
  readonly perSecond?: number;
  /**
   * The id and the name of the domain's public zone in Route 53, in the stage's account: the stack then writes the DNS
   * records itself. Unset: the outputs name them.
   */
  readonly hostedZone?: HostedZoneSettings;
  /**
   * The plan of a sender that mailbox providers do not know yet: few e-mails on the first day, and more of them every day.
   * Unset: nothing but the caps limits a day.
   */
  readonly warmUp?: WarmUpSettings;
}

export interface StaffSettings {
  /** The shop's own address for what customers need of people. Needs a sender: `email` above. */
  readonly email?: string;
  /** An https address of the shop's own that is called with a signed POST. */
  readonly webhook?: string;
}

export interface SmsSettings {
  /** ARN of the phone number, pool or sender id that SMS comes from. Unset: SMS is not configured. */
  readonly originationIdentity?: string;
  /** Name of the opt-out list of that number, pool or sender id; its ARN if another account shares it. Unset: `Default`. */
  readonly optOutList?: string;
  /** Texts a second that the number, pool or sender id may send. Unset: one, the least that any may. */
  readonly perSecond?: number;
  /** false in a Region that has no AWS End User Messaging SMS. */
  readonly createConfigurationSet: boolean;
}

/** The opt-out list that AWS gives a number unless somebody chose another. */
export const defaultOptOutList = 'Default';

/** The stage that is meant when none is named, and whose resources carry no suffix. */
export const defaultStage = 'dev';

/** Every stage by name. Add one here to deploy beside the others. */
export const stages: Readonly<Record<string, StageSettings>> = {
  dev: { sms: { createConfigurationSet: true }, keepData: true },
  prod: { sms: { createConfigurationSet: true }, keepData: true },
};

/**
 * The settings of a stage.
 * @param here where a stage goes that names no account or Region
 * @throws SettingsError when there is no such stage, or one of its settings cannot be used
 */
export function settingsOf(stage: string, among = stages, here = ownPlace()): StageSettings {
  const settings = Object.hasOwn(among, stage) ? among[stage] : undefined;
  if (settings === undefined) {
    const known = Object.keys(among).join(', ');
    throw new SettingsError(
      `There is no stage "${stage}". infra/settings.ts has ${known}: name one with --stage NAME.`,
    );
  }
  checkStageName(stage);
  checkShape(whereOf(stage), settings);
  for (const [name, other] of Object.entries(among)) checkShape(whereOf(name), other); // they are compared below
  if (settings.email) checkSender(whereOf(stage), settings.email);
  if (settings.staff) checkStaff(stage, settings.staff);
  checkAccount(stage, settings);
  checkReaches(whereOf(stage), settings, placeOf(settings, here));
  checkTwins(stage, settings, among, here);
  checkRates(stage, settings);
  return settings;
}

function checkAccount(
  stage: string,
  { email, sms, existing, links, concurrency, stores, account, region, alarmsTo, tags, connectors }: StageSettings,
): void {
  const where = whereOf(stage);
  if (email) checkMailFrom(where, email);
  if (email?.hostedZone) checkHostedZone(where, email.hostedZone, email);
  if (email?.warmUp) checkWarmUp(where, email.warmUp);
  if (email?.testRecipients) checkTestRecipients(where, email.testRecipients);
  if (email?.testMessagesTo) checkTestMessagesTo(where, email.testMessagesTo);
  const { originationIdentity, createConfigurationSet, optOutList } = sms;
  if (originationIdentity !== undefined) checkOrigination(where, originationIdentity, createConfigurationSet);
  if (optOutList !== undefined) checkOptOutList(where, optOutList);
  if (existing) checkExisting(where, existing);
  if (links) checkLinks(where, links, email);
  if (concurrency) checkConcurrency(where, concurrency);
  if (stores) checkStores(where, stores);
  checkPlace(where, { account, region });
  if (alarmsTo !== undefined) checkAddress(where, 'alarmsTo', alarmsTo);
  if (connectors) checkConnectors(where, connectors);
  if (tags) checkTags(where, tags);
}

function checkReaches(where: string, { links, existing, sms }: StageSettings, target: StageTarget): void {
  const named = {
    'links.certificateArn': links?.certificateArn,
    'existing.secretArn': existing?.secretArn,
    'sms.originationIdentity': sms.originationIdentity,
    'sms.optOutList': sms.optOutList?.startsWith('arn:') ? sms.optOutList : undefined,
  };
  for (const [setting, arn] of Object.entries(named)) {
    const isShared = setting.startsWith('sms.'); // AWS Resource Access Manager shares numbers, pools and sender IDs
    if (arn !== undefined) checkReach(where, { setting, arn, isShared }, target);
  }
}

/** The beginning of every message about a setting. */
function whereOf(stage: string): string {
  return `infra/settings.ts, stage "${stage}"`;
}

/** The place to which the CDK CLI deploys, as far as the environment tells. */
function ownPlace(): StageTarget {
  const { CDK_DEFAULT_REGION, AWS_REGION, AWS_DEFAULT_REGION, CDK_DEFAULT_ACCOUNT } = process.env;
  const region = CDK_DEFAULT_REGION || AWS_REGION || AWS_DEFAULT_REGION;
  return { region: region || undefined, account: CDK_DEFAULT_ACCOUNT || undefined };
}

/** The prefix of resource names: `aftercart`, or `aftercart-<stage>` beside it. */
export function prefixOf(stage: string): string {
  return stage === defaultStage ? 'aftercart' : `aftercart-${stage}`;
}

/** A slower channel would let most messages get stale. */
const leastPerSecond = 0.1;

/** No account sends more: a higher number is a slip. */
const mostPerSecond = 10_000;

function checkRates(stage: string, { email, sms }: StageSettings): void {
  for (const [channel, settings] of Object.entries({ email, sms })) {
    const { perSecond } = settings ?? {};
    if (perSecond === undefined || (perSecond >= leastPerSecond && perSecond <= mostPerSecond)) continue;
    throw new SettingsError(
      `${whereOf(stage)}: ${channel}.perSecond is ${perSecond}. Give ${leastPerSecond}, which is one in ten seconds, up to ${mostPerSecond}.`,
    );
  }
}

function checkStaff(stage: string, { email, webhook }: StaffSettings): void {
  const where = whereOf(stage);
  if (email !== undefined) checkAddress(where, 'staff.email', email);
  if (webhook === undefined) return;
  const url = webhook.startsWith('https://') ? URL.parse(webhook) : null;
  if (!url)
    throw new SettingsError(`${where}: staff.webhook is ${webhook}. Give an address that begins with https://.`);
  if (!isPublicName(url.hostname)) {
    throw new SettingsError(
      `${where}: staff.webhook is ${webhook}, which AWS cannot reach. Give the shop's address on the internet, by its name.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new SettingsError(
      `${where}: staff.webhook holds a user name or a password, with which no request is made. Leave them out: each request is signed.`,
    );
  }
}

/** True for a name that DNS may know everywhere; for no number, and for none of the endings that networks keep for themselves. */
function isPublicName(host: string): boolean {
  return /\.[a-z][a-z0-9-]*$/.test(host) && !/\.(localhost|local|internal|lan|home|test|invalid)$/.test(host);
}
