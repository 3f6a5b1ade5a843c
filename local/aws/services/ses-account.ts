import { createHash } from 'node:crypto';
import { asJson, asList, asText, type Json } from '../json.ts';
import { Bucket, type Quotas } from '../quotas.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { pageOf } from './paging.ts';
import { AwsError, inForm, type Operation, required, seconds } from './service.ts';
import { bareAddress } from './ses-request.ts';

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
  /** Here an identity is verified as soon as there is one. */
  readonly #identities: string[];
  readonly #quota: { readonly perSecond: number; readonly perDay: number } | undefined;
  readonly #bucket: Bucket | undefined;
  readonly #clock: VirtualClock;
  readonly #sent: number[] = [];
  readonly #suppressed = new Map<string, { readonly reason: string; readonly at: number }>();
  #sandbox: boolean;
  #details: Json | undefined;
  #grantedAt = Number.POSITIVE_INFINITY;

  /** @param identities addresses and domains that are verified beside those of the stack */
  constructor(stack: Stack, clock: VirtualClock, quotas: Quotas, identities: readonly string[]) {
    this.#identities = [...stack.ofType('AWS::SES::EmailIdentity').map(({ name }) => name), ...identities];
    this.#clock = clock;
    this.#quota = quotas.sendEmail;
    this.#sandbox = quotas.emailSandbox ?? false;
    if (this.#quota) {
      const { perSecond } = this.#quota;
      this.#bucket = new Bucket({ burst: perSecond, perSecond }, () => clock.now());
    }
    this.operations = { ...this.#accountOperations(), ...this.#suppressionOperations() };
  }

  /** Counts a mail against the quotas. @throws AwsError when it may not go: unverified, too many, too fast */
  admit(from: string, to: string): void {
    const unverified = this.#isInSandbox() && !isSimulator(to) ? [from, to] : [from];
    const failed = unverified.map(bareAddress).filter((address) => !this.#isVerified(address));
    if (failed.length > 0) {
      const names = `The following identities failed the check in region AP-NORTHEAST-1: ${failed.join(', ')}`;
      throw new AwsError('MessageRejected', `Email address is not verified. ${names}`);
    }
    if (this.#quota && this.#sentLately() >= this.#quota.perDay) throw tooMany('Daily message quota exceeded.');
    if (this.#bucket && !this.#bucket.take()) throw tooMany('Maximum sending rate exceeded.');
    if (this.#quota) this.#sent.push(this.#clock.now());
  }

  /** True if SES accepts mail to the address and drops it, because an earlier one bounced or was complained about. */
  isSuppressed(address: string): boolean {
    return this.#suppressed.has(bareAddress(address).toLowerCase());
  }

  /** Puts the address on the account's list. */
  suppress(address: string, reason: 'BOUNCE' | 'COMPLAINT'): void {
    if (!isSimulator(address)) {
      this.#suppressed.set(bareAddress(address).toLowerCase(), { reason, at: this.#clock.now() });
    }
  }

  #isInSandbox(): boolean {
    return this.#sandbox && this.#clock.now() < this.#grantedAt;
  }

  #isVerified(address: string): boolean {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    return this.#identities.some((identity) => {
      const name = identity.toLowerCase();
      return name.includes('@') ? name === address.toLowerCase() : domain === name || domain.endsWith(`.${name}`);
    });
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
        const { page, next } = pageOf(this.#identities, input, identityPaging);
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
        if (this.#identities.includes(name)) throw new AwsError('AlreadyExistsException', `${name} exists already.`);
        this.#identities.push(name);
        const { IdentityType, VerifiedForSendingStatus, DkimAttributes } = this.#describeIdentity(name);
        return { IdentityType, VerifiedForSendingStatus, DkimAttributes };
      },
      GetEmailIdentity: (input) => this.#describeIdentity(required(input, 'EmailIdentity')),
    };
  }

  #suppressionOperations(): Record<string, Operation> {
    const asked = (input: Json): string => required(input, 'EmailAddress').toLowerCase();
    const find = (input: Json) => {
      const entry = this.#suppressed.get(asked(input));
      if (entry !== undefined) return entry;
      throw new AwsError(
        'NotFoundException',
        `Email address ${asked(input)} does not exist on your suppression list.`,
        404,
      );
    };
    const describe = (address: string, { reason, at }: ReturnType<typeof find>): Json => ({
      EmailAddress: address,
      Reason: reason,
      LastUpdateTime: seconds(at),
    });
    return {
      GetSuppressedDestination: (input) => ({ SuppressedDestination: describe(asked(input), find(input)) }),
      ListSuppressedDestinations: (input) => {
        const { page, next } = pageOf([...this.#suppressed], input, identityPaging);
        const SuppressedDestinationSummaries = page.map(([address, entry]) => describe(address, entry));
        return { SuppressedDestinationSummaries, ...(next && { NextToken: next }) };
      },
      PutSuppressedDestination: (input) => {
        const reason = inForm(input, 'Reason', /^(BOUNCE|COMPLAINT)$/, 'BadRequestException') ?? 'BOUNCE';
        this.#suppressed.set(asked(input), { reason, at: this.#clock.now() });
        return {};
      },
      DeleteSuppressedDestination: (input) => {
        find(input);
        this.#suppressed.delete(asked(input));
        return {};
      },
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

  #describeIdentity(name: string): Json {
    if (!this.#identities.includes(name)) {
      throw new AwsError('NotFoundException', `Email identity ${name} does not exist.`, 404);
    }
    return {
      IdentityType: identityType(name),
      VerifiedForSendingStatus: true,
      VerificationStatus: 'SUCCESS',
      FeedbackForwardingStatus: true,
      DkimAttributes: {
        SigningEnabled: true,
        Status: 'SUCCESS',
        SigningAttributesOrigin: 'AWS_SES',
        Tokens: [1, 2, 3].map((number) => createHash('md5').update(`${name} ${number}`).digest('hex')),
      },
      MailFromAttributes: { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
      Policies: {},
      Tags: [],
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

function identityType(name: string): string {
  return name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN';
}

function isSimulator(address: string): boolean {
  return bareAddress(address).toLowerCase().endsWith('@simulator.amazonses.com');
}

function tooMany(message: string): AwsError {
  return new AwsError('TooManyRequestsException', message, 429);
}
