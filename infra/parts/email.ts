import { Annotations, CfnOutput, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
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

  private createIdentity({ identity: domain, mailFrom }: EmailSettings): void {
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      ...(mailFrom && { mailFromDomain: mailFrom }),
    });
    identity.dkimRecords.forEach(({ name, value }, index) => {
      this.output(`DkimRecord${index + 1}`, `${name} CNAME ${value}`, 'DNS record that proves the domain to SES');
    });
    if (mailFrom) this.tellOfMailFrom(mailFrom);
    this.output('DmarcRecord', `_dmarc.${domain} TXT "v=DMARC1; p=none"`, 'DNS record that mailbox providers ask for');
  }

  private tellOfMailFrom(domain: string): void {
    const { region } = Stack.of(this);
    const mx = `${domain} MX 10 feedback-smtp.${region}.amazonses.com`;
    this.output('MailFromMxRecord', mx, 'DNS record by which bounces come back to SES');
    const spf = `${domain} TXT "v=spf1 include:amazonses.com ~all"`;
    this.output('MailFromSpfRecord', spf, 'DNS record that lets SES send for the domain');
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
