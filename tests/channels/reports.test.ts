import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSesEvent } from '../../src/channels/email/reports.ts';
import { readSmsEvent } from '../../src/channels/sms/reports.ts';

const payloads = new URL('../../../shared/payloads/', import.meta.url);
const tags = { customer: 'c', message: 'run_step', journey: 'j', purpose: 'marketing' };
const at = '2026-03-02T13:00:00Z';

/** An SES event about one of our messages. @param own what the event says under its own name */
function ses(eventType: string, own: object = {}, mail: object = {}) {
  const listed = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
  const whole = { timestamp: at, destination: ['shopper@example.com'], tags: listed, ...mail };
  return { source: 'aws.ses', detail: { eventType, mail: whole, [eventType.toLowerCase()]: own } };
}

function text(eventType: string, more: object = {}) {
  const eventTimestamp = Date.parse(at);
  return { eventType, eventTimestamp, isFinal: true, destinationPhoneNumber: '+819012345678', context: tags, ...more };
}

describe('a complaint', () => {
  it.each([
    ['abuse', { complaintFeedbackType: 'abuse' }],
    ['fraud', { complaintFeedbackType: 'fraud' }],
    ['no type at all', {}],
    ['no type and a null subtype', { complaintSubType: null }],
  ])('with %s closes the address', (_what, complaint) => {
    expect(readSesEvent(ses('Complaint', complaint))).toMatchObject({ kind: 'complained', suppress: 'complaint' });
  });

  it.each(['not-spam', 'auth-failure'])('of the type %s is none', (complaintFeedbackType) => {
    expect(readSesEvent(ses('Complaint', { complaintFeedbackType }))).toBeUndefined();
  });

  it('that SES knew of before says that the message was never sent', () => {
    expect(readSesEvent(ses('Complaint', { complaintSubType: 'OnAccountSuppressionList' }))).toMatchObject({
      kind: 'failed',
      failure: { reason: 'suppressed', detail: 'OnAccountSuppressionList' },
      suppress: 'complaint',
    });
  });
});

describe('a bounce', () => {
  it.each(['General', 'NoEmail'])('that is permanent (%s) closes the address', (bounceSubType) => {
    const event = ses('Bounce', { bounceType: 'Permanent', bounceSubType });
    expect(readSesEvent(event)).toMatchObject({ kind: 'bounced', suppress: 'bounce' });
  });

  it.each(['Transient', 'Undetermined'])('that is %s settles nothing', (bounceType) => {
    expect(readSesEvent(ses('Bounce', { bounceType, bounceSubType: 'General' }))).toBeUndefined();
  });

  it.each(['Suppressed', 'OnAccountSuppressionList'])(
    'from a list of SES’s own (%s) closes the address and says that the message was never sent',
    (bounceSubType) => {
      expect(readSesEvent(ses('Bounce', { bounceType: 'Permanent', bounceSubType }))).toMatchObject({
        kind: 'failed',
        failure: { reason: 'suppressed', detail: bounceSubType },
        suppress: 'bounce',
      });
    },
  );
});

describe('a refusal of SES after it took the message', () => {
  it.each(['Reject', 'Rendering Failure'])('(%s) is a failure that closes nothing', (eventType) => {
    const event = ses(eventType, { errorMessage: 'Attribute "Private Name" is missing' });
    expect(readSesEvent(event)).toEqual({
      channel: 'email',
      tags,
      at: Date.parse(at),
      address: 'shopper@example.com',
      kind: 'failed',
      failure: { reason: 'rejected', detail: eventType },
    });
  });
});

describe('the address of an SES event', () => {
  it.each([
    [['shopper@example.com'], 'shopper@example.com'],
    [['"Shopper, A." <shopper@example.com>'], 'shopper@example.com'],
    [[' shopper@example.com '], 'shopper@example.com'],
    [undefined, 'named@example.com'],
    [['one@example.com', 'other@example.com'], 'named@example.com'],
  ])('to %j is %s', (destination, address) => {
    const event = ses(
      'Bounce',
      { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'Named <named@example.com>' }] },
      { destination },
    );
    expect(readSesEvent(event)).toMatchObject({ address });
  });

  it('is the one that was written to, also when the mail was forwarded and bounced there', () => {
    const bouncedRecipients = [{ emailAddress: 'elsewhere@example.net' }];
    expect(readSesEvent(ses('Bounce', { bounceType: 'Permanent', bouncedRecipients }))).toMatchObject({
      address: 'shopper@example.com',
    });
  });

  it('may be missing', () => {
    expect(readSesEvent(ses('Delivery', {}, { destination: undefined }))).not.toHaveProperty('address');
  });
});

describe('the tags of an SES event', () => {
  it.each([
    ['as single texts', tags],
    ['beside tags of another form', { ...tags, 'ses:outgoing-ip': null, other: [], number: 1 }],
  ])('are read %s', (_how, given) => {
    expect(readSesEvent(ses('Delivery', {}, { tags: given }))).toMatchObject({ tags, kind: 'delivered' });
  });

  it.each([{}, undefined, { customer: ['c'] }, { ...tags, purpose: 'unheard-of' }])(
    'that are not ours (%j) settle nothing',
    (given) => {
      expect(readSesEvent(ses('Delivery', {}, { tags: given }))).toBeUndefined();
    },
  );

  it('do not make an event of an unheard-of kind settle anything', () => {
    expect(readSesEvent(ses('constructor'))).toBeUndefined();
    expect(readSesEvent(ses('DeliveryDelay'))).toBeUndefined();
  });
});

describe('a carrier’s report', () => {
  it.each(['TEXT_DELIVERED', 'TEXT_SUCCESSFUL'])('%s is a delivery once it is final', (eventType) => {
    expect(readSmsEvent(text(eventType))).toEqual({
      channel: 'sms',
      tags,
      at: Date.parse(at),
      address: '+819012345678',
      kind: 'delivered',
    });
    expect(readSmsEvent(text(eventType, { isFinal: false }))).toBeUndefined();
  });

  it.each([
    'TEXT_BLOCKED',
    'TEXT_CARRIER_BLOCKED',
    'TEXT_CARRIER_UNREACHABLE',
    'TEXT_INVALID_MESSAGE',
    'TEXT_PROTECT_BLOCKED',
    'TEXT_SPAM',
    'TEXT_TTL_EXPIRED',
    'TEXT_UNREACHABLE',
  ])('%s is a failure that says nothing of the number', (eventType) => {
    const report = readSmsEvent(text(eventType));
    expect(report).toMatchObject({ kind: 'failed', failure: { reason: 'failed', detail: eventType } });
    expect(report).not.toHaveProperty('suppress');
    expect(readSmsEvent(text(eventType, { isFinal: false }))).toBeUndefined();
  });

  it('TEXT_INVALID closes the number', () => {
    expect(readSmsEvent(text('TEXT_INVALID'))).toMatchObject({ kind: 'failed', suppress: 'bounce' });
  });

  it.each(['TEXT_UNKNOWN', 'TEXT_QUEUED', 'TEXT_PENDING'])('%s settles nothing', (eventType) => {
    expect(readSmsEvent(text(eventType))).toBeUndefined();
  });

  it('on a text that is not ours settles nothing', () => {
    expect(readSmsEvent(text('TEXT_DELIVERED', { context: { campaign: 'x' } }))).toBeUndefined();
    expect(readSmsEvent(text('TEXT_DELIVERED', { context: undefined }))).toBeUndefined();
  });
});

describe.skipIf(!existsSync(payloads))('real reports (skipped without ../shared)', () => {
  const read = (name: string) => JSON.parse(readFileSync(new URL(name, payloads), 'utf8'));

  it.each([
    ['bounce', 'bounced', 'recipient@example.com'],
    ['complaint', 'complained', 'recipient@example.com'],
    ['delivery', 'delivered', 'recipient@example.com'],
    ['click', 'clicked', 'recipient@example.com'],
    ['open', 'opened', 'recipient@example.com'],
    ['reject', 'failed', 'sender@example.com'],
    ['rendering-failure', 'failed', 'recipient@example.com'],
    ['send', undefined, undefined],
    ['deliverydelay', undefined, undefined],
    ['subscription', undefined, undefined],
  ])('of SES: %s is %s', (name, kind, address) => {
    const event = read(`ses/composed-eventbridge-${name}.json`);
    expect(readSesEvent(event)).toBeUndefined(); // carries tags of somebody else's
    const listed = Object.entries(tags).map(([tag, value]) => [tag, [value]]);
    event.detail.mail.tags = { ...event.detail.mail.tags, ...Object.fromEntries(listed) };
    const report = readSesEvent(event);
    expect([report?.kind, report?.address]).toEqual([kind, address]);
  });

  it.each([
    ['event-text-delivered', 'delivered'],
    ['event-text-ttl-expired', 'failed'],
    ['pinpoint-delivered', 'delivered'],
    ['pinpoint-delivered-missing-sms-data', 'delivered'],
    ['pinpoint-failed', 'failed'],
    ['pinpoint-shortcode-delivered', 'delivered'],
    ['pinpoint-successful', undefined],
  ])('of carriers: %s is %s', (name, kind) => {
    const event = read(`sms/${name}.json`);
    expect(readSmsEvent(event)).toBeUndefined();
    const report = readSmsEvent({ ...event, context: tags });
    expect([report?.kind, report?.address]).toEqual([kind, kind && event.destinationPhoneNumber]);
  });
});
