import { arn } from '../account.ts';
import type { Ids } from '../ids.ts';
import { asJson, asList, asText, at, type Json } from '../json.ts';
import { type Mail, type Outbox, pairs } from '../outbox.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { EventBridge } from './eventbridge.ts';
import { AwsError, type Operation, type Service } from './service.ts';
import type { SesAccount } from './ses-account.ts';
import { type MailFeedback, sesEventDetail, sesEvents, simulatedFeedback } from './ses-events.ts';
import { checkMail } from './ses-request.ts';

/** Says what becomes of a mail. */
export type MailFeedbackOf = (mail: Mail) => readonly MailFeedback[];

/** The surroundings of SES. */
export interface SesSurroundings {
  readonly events: EventBridge;
  readonly outbox: Outbox;
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly account: SesAccount;
}

/** SES: mails go to the outbox, and their events to the default bus as the configuration set asks. */
export class Ses implements Service {
  readonly id = 'ses';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #account: SesAccount;
  readonly #events: EventBridge;
  readonly #outbox: Outbox;
  readonly #clock: VirtualClock;
  readonly #ids: Ids;
  readonly #feedback: MailFeedbackOf;
  readonly #published: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    stack: Stack,
    { events, outbox, clock, ids, account }: SesSurroundings,
    feedback: MailFeedbackOf = () => ['delivery'],
  ) {
    this.#account = account;
    this.#events = events;
    this.#outbox = outbox;
    this.#clock = clock;
    this.#ids = ids;
    this.#feedback = feedback;
    this.#published = publishedEvents(stack);
    this.operations = { SendEmail: (input) => this.#send(input), ...account.operations };
  }

  #send(input: Json): Json {
    const mail = this.#readMail(input);
    this.#account.admit(mail.from, mail.to);
    this.#outbox.add(mail);
    this.#planEvents(mail);
    return { MessageId: mail.id };
  }

  #readMail(input: Json): Mail {
    const simple = asJson(at(input, 'Content', 'Simple'));
    if (Object.keys(simple).length === 0) {
      throw new AwsError('BadRequestException', 'Locally SES takes simple content only: Content.Simple.');
    }
    const [to, ...others] = asList(at(input, 'Destination', 'ToAddresses'));
    const from = asText(input.FromEmailAddress);
    if (typeof to !== 'string' || others.length > 0 || !from) {
      throw new AwsError('BadRequestException', 'A mail needs FromEmailAddress and, locally, exactly one ToAddress.');
    }
    checkMail(input);
    const configurationSet = asText(input.ConfigurationSetName);
    if (configurationSet !== undefined && !this.#published.has(configurationSet)) {
      throw new AwsError('NotFoundException', `Configuration set <${configurationSet}> does not exist.`, 404);
    }
    return {
      channel: 'email',
      id: this.#ids.next(),
      at: this.#clock.now(),
      from,
      to,
      configurationSet,
      subject: asText(at(simple, 'Subject', 'Data')) ?? '',
      html: (asText(at(simple, 'Body', 'Html', 'Data')) ?? '').replaceAll(' ses:no-track', ''), // as SES delivers it
      text: asText(at(simple, 'Body', 'Text', 'Data')) ?? '',
      headers: pairs(simple.Headers),
      replyTo: asList(input.ReplyToAddresses).map(String),
      tags: Object.fromEntries(pairs(input.EmailTags).map(({ name, value }) => [name, value])),
      events: [],
    };
  }

  #planEvents(mail: Mail): void {
    const told = this.#account.isSuppressed(mail.to) ? onList : (simulatedFeedback(mail.to) ?? this.#feedback(mail));
    const feedback = told.filter((kind) => kind !== 'open' || this.#publishes(mail, 'open'));
    for (const kind of ['send', ...feedback] as const) {
      this.#clock.at(mail.at + sesEvents[kind].after, () => this.#happen(kind, mail));
    }
  }

  /**
   * True if a configuration set publishes the event. An opening is only reported with the picture that SES puts into
   * the mail.
   */
  #publishes({ configurationSet }: Mail, kind: MailFeedback | 'send'): boolean {
    return this.#published.get(configurationSet ?? '')?.has(sesEvents[kind].eventType.toLowerCase()) ?? false;
  }

  #happen(kind: MailFeedback | 'send', mail: Mail): void {
    const at = this.#clock.now();
    if (kind !== 'send') mail.events.push({ kind, at });
    if (kind === 'bounce' || kind === 'complaint') this.#account.suppress(mail.to, reasons[kind]);
    if (!this.#publishes(mail, kind)) return;
    const detail = sesEventDetail(kind, mail, at);
    const resources = [arn('ses', `configuration-set/${mail.configurationSet}`)];
    this.#events.putFromService('aws.ses', sesEvents[kind].detailType, resources, detail);
  }
}

/** The feedback on a mail to an address on the account's list, and the kinds that put an address there. */
const onList = ['suppressed'] as const;
const reasons = { bounce: 'BOUNCE', complaint: 'COMPLAINT' } as const;

/** The kinds of event that each configuration set publishes to EventBridge. */
function publishedEvents(stack: Stack): ReadonlyMap<string, ReadonlySet<string>> {
  const sets = new Map(stack.ofType('AWS::SES::ConfigurationSet').map((set) => [set.name, new Set<string>()]));
  for (const { properties } of stack.ofType('AWS::SES::ConfigurationSetEventDestination')) {
    const destination = asJson(properties.EventDestination);
    if (destination.Enabled === false || destination.EventBridgeDestination === undefined) continue;
    const kinds = sets.get(asText(properties.ConfigurationSetName) ?? '');
    for (const kind of asList(destination.MatchingEventTypes)) kinds?.add(String(kind).toLowerCase());
  }
  return sets;
}
