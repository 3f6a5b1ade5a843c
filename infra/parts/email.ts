import { Annotations, CfnOutput, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeliveryRule } from '../constructs/rule.ts';
import type { EmailSettings } from '../settings.ts';

/** The events that SES reports of every message; deliver-message itself knows that it was handed in. */
const events = [
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.CLICK,
  EmailSendingEvent.RENDERING_FAILURE,
  EmailSendingEvent.DELIVERY_DELAY,
];

/** A DNS record of the sender. */
interface MailRecord {
  /** The name of its output. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly why: string;
}

/** The name of the one rule on the default bus. */
export function feedbackRuleName(prefix: string): string {
  return `${prefix}-email-feedback`;
}

/** The way out for e-mail, and the way back for its reports: SES puts its events on the account's default bus. */
export class Email extends Construct {
  readonly configurationSet: string;

  constructor(scope: Construct, id: string, props: { prefix: string; settings?: EmailSettings }) {
    super(scope, id);
    this.configurationSet = props.prefix;
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: props.prefix,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    configurationSet.addEventDestination('Feedback', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      // Who asks for openings has SES put a picture into every mail.
      events: props.settings?.trackOpens ? [...events, EmailSendingEvent.OPEN] : events,
    });
    this.output('ConfigurationSet', props.prefix, 'SES configuration set that messages are sent with');
    if (props.settings?.createIdentity) this.createIdentity(props.settings);
    if (props.settings?.testRecipients) this.tellOfSandbox(props.settings.testRecipients);
  }

  /** Puts what SES tells of this stage's messages on the queue. It must admit {@link feedbackRuleName}. */
  reportTo(reports: IQueue, undelivered: IQueue): void {
    new DeliveryRule(this, 'FeedbackRule', {
      name: feedbackRuleName(this.configurationSet),
      description: 'What became of e-mail that Aftercart sent',
      pattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [this.configurationSet] } } },
      },
      target: reports.queueArn,
      undelivered,
    });
  }

  private createIdentity({ identity: domain, mailFrom, hostedZone }: EmailSettings): void {
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      // Mail goes out although the MX record is missing, and DKIM speaks for the sender.
      ...(mailFrom && {
        mailFromDomain: mailFrom,
        mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
      }),
    });
    const keys = identity.dkimRecords.map(({ name, value }, index) => ({
      id: `DkimRecord${index + 1}`,
      ...{ name, type: 'CNAME', value, why: 'DNS record that proves the domain to SES' },
    }));
    const dmarc = {
      id: 'DmarcRecord',
      ...{ name: `_dmarc.${domain}`, type: 'TXT', value: '"v=DMARC1; p=none"' },
      why: 'DNS record that mailbox providers ask for',
    };
    for (const record of [...keys, ...this.mailFromRecords(mailFrom), dmarc]) this.tellOf(record, hostedZone);
  }

  private mailFromRecords(name: string | undefined): MailRecord[] {
    if (name === undefined) return [];
    const mx = `10 feedback-smtp.${Stack.of(this).region}.amazonses.com`;
    const spf = '"v=spf1 include:amazonses.com ~all"';
    return [
      { id: 'MailFromMxRecord', name, type: 'MX', value: mx, why: 'DNS record by which bounces come back to SES' },
      { id: 'MailFromSpfRecord', name, type: 'TXT', value: spf, why: 'DNS record that lets SES send for the domain' },
    ];
  }

  /** An output names the record in either case; in a zone of the account the stack writes it, too. */
  private tellOf({ id, name, type, value, why }: MailRecord, zone: EmailSettings['hostedZone']): void {
    this.output(id, `${name} ${type} ${value}`, why);
    if (zone === undefined) return;
    new CfnRecordSet(this, `${id}Set`, { hostedZoneId: zone.id, name, type, ttl: '1800', resourceRecords: [value] });
  }

  /** Warns of a widened permission, in the template and at every synthesis. */
  private tellOfSandbox(recipients: readonly string[]): void {
    this.output('SandboxRecipients', recipients.join(', '), 'Verified addresses that get mail in the sandbox of SES');
    Annotations.of(this).addWarningV2(
      'aftercart:sandbox',
      `Functions may also send as ${recipients.join(', ')}, as the sandbox of SES asks: take email.testRecipients out of infra/settings.ts once production access is granted.`,
    );
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(Stack.of(this), id, { value, description });
  }
}
