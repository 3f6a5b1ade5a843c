import { asJson, asList, asText, type Json } from '../json.ts';
import { Bucket, type Quotas } from '../quotas.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { pageOf } from './paging.ts';
import { AwsError, inForm, type Operation, required } from './service.ts';
import { identityType, type SesIdentities } from './ses-identities.ts';
import { bareAddress } from './ses-request.ts';
import { SesSuppression } from './ses-suppression.ts';

const day = 86_400_000;

/** The time until a request for production access is granted here: AWS's stand-in always grants it, a day later. */
const reviewTime = day;

/** The sending quotas of an account that has none of its own: those that accounts get when they leave the sandbox. */
const usualQuota = { perSecond: 14, perDay: 50_000 };

const identityPaging = {
  size: 'PageSize',
  token: 'NextToken',
  most: 1000,
  usual: 1000,
  badSize: 'BadRequestException',
  badToken: 'BadRequestException',
} as const;

/** The account's side of SES: identities, the sandbox, quotas, and the list of addresses that get nothing any more. */
export class SesAccount {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #identities: SesIdentities;
  readonly #suppression: SesSuppression;
  readonly #quota: { readonly perSecond: number; readonly perDay: number } | undefined;
  readonly #bucket: Bucket | undefined;
  readonly #clock: VirtualClock;
  readonly #sent: number[] = [];
  #sandbox: boolean;
  #details: Json | undefined;
  #grantedAt = Number.POSITIVE_INFINITY;

  constructor(identities: SesIdentities, clock: VirtualClock, quotas: Quotas) {
    this.#identities = identities;
    this.#suppression = new SesSuppression(clock, identityPaging);
    this.#clock = clock;
    this.#quota = quotas.sendEmail;
    this.#sandbox = quotas.emailSandbox ?? false;
    if (this.#quota) {
      const { perSecond } = this.#quota;
      this.#bucket = new Bucket({ burst: perSecond, perSecond }, () => clock.now());
    }
    this.operations = { ...this.#accountOperations(), ...this.#suppression.operations };
  }

  /** Counts a mail against the quotas. @throws AwsError when it may not go: unverified, too many, too fast */
  admit(from: string, to: string): void {
    const unverified = this.#isInSandbox() && !isSimulator(to) ? [from, to] : [from];
    const failed = unverified.map(bareAddress).filter((address) => !this.#identities.covers(address));
    if (failed.length > 0) {
      const names = `The following identities failed the check in region AP-NORTHEAST-1: ${failed.join(', ')}`;
      throw new AwsError('MessageRejected', `Email address is not verified. ${names}`);
    }
    if (this.#quota && this.#sentLately() >= this.#quota.perDay) throw tooMany('Daily message quota exceeded.');
    if (this.#bucket && !this.#bucket.take()) throw tooMany('Maximum sending rate exceeded.');
    this.#sent.push(this.#clock.now());
  }

  /** True if SES accepts mail to the address and drops it, because an earlier one bounced or was complained about. */
  isSuppressed(address: string): boolean {
    return this.#suppression.has(address);
  }

  /** Puts the address on the account's list. */
  suppress(address: string, reason: 'BOUNCE' | 'COMPLAINT'): void {
    if (!isSimulator(address)) this.#suppression.add(address, reason);
  }

  #isInSandbox(): boolean {
    return this.#sandbox && this.#clock.now() < this.#grantedAt;
  }

  #sentLately(): number {
    const since = this.#clock.now() - day;
    while (this.#sent[0] !== undefined && this.#sent[0] <= since) this.#sent.shift();
    return this.#sent.length;
  }

  #accountOperations(): Record<string, Operation> {
    return {
      GetAccount: () => this.#describe(),
      PutAccountDetails: (input) => this.#askForProduction(input),
      ListEmailIdentities: (input) => {
        const { page, next } = pageOf(this.#identities.names, input, identityPaging);
        const EmailIdentities = page.map((name) => ({
          IdentityName: name,
          IdentityType: identityType(name),
          SendingEnabled: true,
          VerificationStatus: 'SUCCESS',
        }));
        return { EmailIdentities, ...(next && { NextToken: next }) };
      },
      CreateEmailIdentity: (input) => {
        const name = required(input, 'EmailIdentity');
        if (this.#identities.names.includes(name))
          throw new AwsError('AlreadyExistsException', `${name} exists already.`);
        this.#identities.names.push(name);
        const { IdentityType, VerifiedForSendingStatus, DkimAttributes } = this.#identities.describe(name);
        return { IdentityType, VerifiedForSendingStatus, DkimAttributes };
      },
      GetEmailIdentity: (input) => this.#identities.describe(required(input, 'EmailIdentity')),
    };
  }

  #askForProduction(input: Json): Json {
    for (const member of ['MailType', 'WebsiteURL']) {
      if (!asText(input[member])) throw new AwsError('BadRequestException', `${member} is missing.`);
    }
    inForm(input, 'MailType', /^(MARKETING|TRANSACTIONAL)$/, 'BadRequestException');
    inForm(input, 'WebsiteURL', /^https?:\/\/.{1,1000}$/, 'BadRequestException');
    inForm(input, 'ContactLanguage', /^(EN|JA)$/, 'BadRequestException');
    if (this.#isInSandbox() && this.#grantedAt < Number.POSITIVE_INFINITY) {
      throw new AwsError('ConflictException', 'A request for production access is being reviewed.', 409);
    }
    this.#details = input;
    if (input.ProductionAccessEnabled === true && this.#isInSandbox()) {
      this.#grantedAt = this.#clock.now() + reviewTime;
    }
    return {};
  }

  #describe(): Json {
    const { perSecond, perDay } = this.#quota ?? usualQuota;
    return {
      ProductionAccessEnabled: !this.#isInSandbox(),
      SendingEnabled: true,
      EnforcementStatus: 'HEALTHY',
      DedicatedIpAutoWarmupEnabled: true,
      SendQuota: { Max24HourSend: perDay, MaxSendRate: perSecond, SentLast24Hours: this.#sentLately() },
      SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
      ...(this.#details && { Details: describeDetails(this.#details, this.#isInSandbox()) }),
    };
  }
}

function describeDetails(details: Json, inReview: boolean): Json {
  const { MailType, WebsiteURL, ContactLanguage, UseCaseDescription } = details;
  const ReviewDetails = { Status: inReview ? 'PENDING' : 'GRANTED', CaseId: 'local' };
  const contacts = asList(details.AdditionalContactEmailAddresses).map(String);
  return asJson({
    MailType,
    WebsiteURL,
    ContactLanguage,
    UseCaseDescription,
    AdditionalContactEmailAddresses: contacts,
    ReviewDetails,
  });
}

function isSimulator(address: string): boolean {
  return bareAddress(address).toLowerCase().endsWith('@simulator.amazonses.com');
}

function tooMany(message: string): AwsError {
  return new AwsError('TooManyRequestsException', message, 429);
}
