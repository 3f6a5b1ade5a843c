import { beforeAll, describe, expect, it } from 'vitest';
import { returnsQueue } from '../rush/returns.ts';
import { artefactsWithoutCode, at, type Json, legible, type Synthesis, statements, synthesize } from './synthesis.ts';

let stack: Synthesis;

beforeAll(async () => {
  stack = synthesize(await artefactsWithoutCode());
});

function all(type: string): [string, { [key: string]: Json }][] {
  const found = stack.ofType(type);
  expect(found, type).not.toHaveLength(0);
  return found.map(([id, { Properties }]) => [id, Properties]);
}

const deadLetterIds = () =>
  all('AWS::SQS::Queue')
    .filter(([, queue]) => queue.RedrivePolicy === undefined)
    .map(([id]) => `<${id}.Arn>`);

describe('an event that cannot be delivered', () => {
  it('leaves a work queue for its dead-letter queue after a day of attempts of which the function says nothing', () => {
    const work = all('AWS::SQS::Queue').filter(([, queue]) => queue.RedrivePolicy !== undefined);
    expect(work.map(([, queue]) => queue.QueueName)).toEqual([
      'aftercart-ingest',
      'aftercart-enrolment',
      'aftercart-sweep',
      'aftercart-returns',
      'aftercart-reports',
    ]);
    for (const [, queue] of work) {
      const attempts = Number(at(queue, 'RedrivePolicy', 'maxReceiveCount'));
      expect(attempts * Number(queue.VisibilityTimeout)).toBe(25 * 60 * 60);
      expect(deadLetterIds()).toContain(legible(at(queue, 'RedrivePolicy', 'deadLetterTargetArn')));
    }
  });

  it('stays in dead-letter queues for 14 days, and an alarm watches each of them', () => {
    const watched = all('AWS::CloudWatch::Alarm').map(([, alarm]) => legible(at(alarm, 'Dimensions', 0, 'Value')));
    for (const [id, queue] of all('AWS::SQS::Queue').filter(([, { RedrivePolicy }]) => RedrivePolicy === undefined)) {
      expect(queue.MessageRetentionPeriod, id).toBe(14 * 24 * 60 * 60);
      expect(watched, id).toContain(`<${id}.QueueName>`);
    }
  });

  it('goes from a rule to a dead-letter queue after a day of attempts', () => {
    for (const [id, rule] of all('AWS::Events::Rule')) {
      expect(rule.Targets, id).toHaveLength(1);
      expect(deadLetterIds(), id).toContain(legible(at(rule, 'Targets', 0, 'DeadLetterConfig', 'Arn')));
      expect(at(rule, 'Targets', 0, 'RetryPolicy'), id).toEqual({
        MaximumEventAgeInSeconds: 86_400,
        MaximumRetryAttempts: 185,
      });
    }
  });

  it('goes from a function that was called asynchronously to a dead-letter queue', () => {
    const targets = all('AWS::Events::Rule').map(([, rule]) => legible(at(rule, 'Targets', 0, 'Arn')));
    const subscribed = all('AWS::SNS::Subscription').map(([, subscription]) => legible(at(subscription, 'Endpoint')));
    const called = all('AWS::Lambda::Function').filter(([id, { FunctionName }]) => {
      const byName = String(FunctionName).endsWith('deliver-message'); // whose ARN a schedule is given when it is made
      return byName || [...targets, ...subscribed].includes(`<${id}.Arn>`);
    });
    expect(called).toHaveLength(2);
    for (const [id, lambda] of called) {
      expect(deadLetterIds(), id).toContain(legible(at(lambda, 'DeadLetterConfig', 'TargetArn')));
    }
  });

  it('goes from the SMS topic to a dead-letter queue', () => {
    for (const [id, subscription] of all('AWS::SNS::Subscription')) {
      expect(deadLetterIds(), id).toContain(legible(at(subscription, 'RedrivePolicy', 'deadLetterTargetArn')));
    }
  });

  it('goes from a parked message’s schedule to a dead-letter queue, which the schedule’s role may fill', () => {
    const deliver = all('AWS::Lambda::Function').find(
      ([, lambda]) => lambda.FunctionName === 'aftercart-deliver-message',
    );
    const target = legible(at(deliver?.[1], 'Environment', 'Variables', 'SCHEDULE_DEAD_LETTER_ARN'));
    expect(deadLetterIds()).toContain(target);
    const policy = all('AWS::IAM::Policy').find(([id]) => id.startsWith('SchedulesReturnRole'));
    const fills = statements(policy?.[1].PolicyDocument).filter(({ Action }) => Action === 'sqs:SendMessage');
    expect(fills.flatMap(({ Resource }) => (Array.isArray(Resource) ? Resource.map(legible) : []))).toContain(target);
  });
});

describe('the queues', () => {
  it('hide a message for six times as long as its function may take', () => {
    for (const [, mapping] of all('AWS::Lambda::EventSourceMapping')) {
      const queue = stack.resources[String(at(mapping, 'EventSourceArn', 'Fn::GetAtt', 0))];
      const lambda = stack.resources[String(at(mapping, 'FunctionName', 'Ref'))];
      const timeout = Number(lambda?.Properties.Timeout);
      expect(Number(queue?.Properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * timeout);
    }
  });

  it('feed their function ten messages at a time, or one page, take back single ones, and keep to a concurrency', () => {
    const mappings = all('AWS::Lambda::EventSourceMapping').map(([, mapping]) => mapping);
    expect(mappings).toHaveLength(5);
    for (const mapping of mappings) {
      const pages = legible(at(mapping, 'EventSourceArn')).startsWith('<QueuesSweep');
      const batch = { BatchSize: pages ? 1 : 10, MaximumBatchingWindowInSeconds: pages ? 0 : 1 };
      expect(mapping).toMatchObject({ ...batch, FunctionResponseTypes: ['ReportBatchItemFailures'] });
      expect(Number(at(mapping, 'ScalingConfig', 'MaximumConcurrency'))).toBeGreaterThanOrEqual(2);
    }
  });

  it('bring parked messages back as the model of a rush has it', () => {
    const [id, queue] = all('AWS::SQS::Queue').find(([, { QueueName }]) => QueueName === 'aftercart-returns') ?? [];
    const mapping = all('AWS::Lambda::EventSourceMapping').find(
      ([, one]) => at(one, 'EventSourceArn', 'Fn::GetAtt', 0) === id,
    )?.[1];
    expect({
      batch: mapping?.BatchSize,
      window: Number(mapping?.MaximumBatchingWindowInSeconds) * 1000,
      visibility: Number(queue?.VisibilityTimeout) * 1000,
      receives: at(queue, 'RedrivePolicy', 'maxReceiveCount'),
    }).toEqual(returnsQueue);
  });

  it('may be fed by the function that works them off, if a message waits for its turn there', () => {
    const deliver = all('AWS::Lambda::Function').find(
      ([, { FunctionName }]) => FunctionName === 'aftercart-deliver-message',
    );
    expect(deliver?.[1].RecursiveLoop).toBe('Allow');
  });

  it('admit every rule of the bus with one statement, however many journeys there are', () => {
    for (const [id, policy] of all('AWS::SQS::QueuePolicy')) {
      expect(statements(policy.PolicyDocument).length, id).toBeLessThanOrEqual(3);
    }
    const ingest = all('AWS::SQS::QueuePolicy').find(([id]) => id.startsWith('QueuesIngestPolicy'));
    const [, admitted] = statements(ingest?.[1].PolicyDocument);
    const arn = legible(at(admitted?.Condition, 'ArnLike', 'aws:SourceArn', 0));
    expect(arn).toBe('arn:aws:events:region:account:rule/aftercart/*');
  });

  it('admit on the queue of reports the rule on the default bus and the SMS topic, and nobody else', () => {
    const [id, queue] = all('AWS::SQS::Queue').find(([, { QueueName }]) => QueueName === 'aftercart-reports') ?? [];
    const policy = all('AWS::SQS::QueuePolicy').find(([, { Queues }]) => at(Queues, 0, 'Ref') === id);
    const [overTls, ...admitted] = statements(policy?.[1].PolicyDocument);
    expect(overTls).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    const source = (operator: string, index: number) =>
      legible(at(admitted[index]?.Condition, operator, 'aws:SourceArn'));
    const rule = all('AWS::Events::Rule').find(([, { EventBusName }]) => EventBusName === undefined);
    const arns = at(admitted[0]?.Condition, 'ArnLike', 'aws:SourceArn') as Json[]; // a list
    expect(arns.map(legible)).toEqual([`arn:aws:events:region:account:rule/${rule?.[1].Name}`]);
    expect(source('ArnEquals', 1)).toMatch(/^<SmsEvents[0-9A-F]+>$/);
    expect(admitted.map(({ Action }) => Action)).toEqual(['sqs:SendMessage', 'sqs:SendMessage']);
    expect(queue?.SqsManagedSseEnabled).toBe(true); // neither a rule nor a topic needs a key for it
  });

  it('take every report: those of SES by the rule, those on texts and customers’ own texts by the topic, with their time', () => {
    const reports = all('AWS::SQS::Queue').find(([, { QueueName }]) => QueueName === 'aftercart-reports')?.[0];
    const rule = all('AWS::Events::Rule').find(([, { EventBusName }]) => EventBusName === undefined);
    expect(legible(at(rule?.[1].Targets, 0, 'Arn'))).toBe(`<${reports}.Arn>`);
    const subscriptions = all('AWS::SNS::Subscription').map(([, subscription]) => subscription);
    expect(subscriptions.map(({ Protocol, Endpoint }) => [Protocol, legible(Endpoint)])).toEqual([
      ['sqs', `<${reports}.Arn>`],
    ]);
    // Raw, it would not say when a customer's own text came in.
    expect(subscriptions[0]?.RawMessageDelivery).toBeUndefined();
    const mapping = all('AWS::Lambda::EventSourceMapping').find(
      ([, one]) => at(one, 'EventSourceArn', 'Fn::GetAtt', 0) === reports,
    );
    expect(legible(mapping?.[1].FunctionName)).toMatch(/^<Functionsrecordfeedback/);
  });

  it('admit on the dead-letter queue the rule on the default bus', () => {
    const policy = all('AWS::SQS::QueuePolicy').find(([id]) => id.startsWith('QueuesUndelivered'));
    const arns = statements(policy?.[1].PolicyDocument).flatMap(({ Condition }) =>
      at(Condition, 'ArnLike', 'aws:SourceArn'),
    );
    const rule = all('AWS::Events::Rule').find(([, { EventBusName }]) => EventBusName === undefined);
    expect(arns.map(legible)).toContain(`arn:aws:events:region:account:rule/${rule?.[1].Name}`);
  });
});
