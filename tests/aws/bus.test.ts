import { EventBridgeClient, EventBridgeServiceException, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { busPublisher, storePublisher } from '../../src/aws/bus.ts';
import { eventExamples } from '../../src/commerce/examples.ts';
import type { EmittedEvent } from '../../src/model/emitted-event.ts';
import { RetryableError } from '../../src/model/errors.ts';

const bridge = mockClient(EventBridgeClient);
const publish = busPublisher(new EventBridgeClient({ region: 'eu-west-1' }), 'aftercart');
afterEach(() => bridge.reset());

const envelope = { version: 1, id: 'r_s', occurredAt: '2026-03-02T09:00:00Z', shop: 'demo', customer: {} } as const;
const event: EmittedEvent = {
  type: 'gift.due',
  detail: { ...envelope, journey: 'j', run: 'r', step: 's', gift: 'mug' },
};

describe('an event of Aftercart’s own', () => {
  it('goes to the bus with the source that no rule for stores matches', async () => {
    bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] });
    await publish(event);
    expect(bridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input)).toEqual([
      {
        Entries: [
          {
            EventBusName: 'aftercart',
            Source: 'aftercart',
            DetailType: 'gift.due',
            Detail: JSON.stringify(event.detail),
          },
        ],
      },
    ]);
  });

  it('was not taken when its entry failed, though the call did not', async () => {
    const Entries = [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }];
    bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries });
    const failure = expect(publish(event)).rejects;
    await failure.toThrow(RetryableError);
    await expect(publish(event)).rejects.toThrow('The bus did not take gift.due r_s: ThrottlingException.');
  });

  it.each([
    ['refused', new EventBridgeServiceException({ name: 'AccessDenied', $fault: 'client', $metadata: {} })],
    ['cut off', new Error('socket hang up')],
  ])('was not taken when the call was %s', async (_how, error) => {
    bridge.on(PutEventsCommand).rejects(error);
    await expect(publish(event)).rejects.toThrow(RetryableError);
  });

  it('was not taken when the answer does not say so', async () => {
    bridge.on(PutEventsCommand).resolves({});
    await expect(publish(event)).rejects.toThrow('no reason given');
  });
});

describe('a survey answer', () => {
  const answer = eventExamples['survey.answered'];
  const publishAnswer = storePublisher(new EventBridgeClient({ region: 'eu-west-1' }), 'aftercart', 'survey.answered');

  it('goes to the bus as if the shop had sent it', async () => {
    bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: 'e-1' }] });
    await publishAnswer(answer);
    expect(bridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries)).toEqual([
      [
        {
          EventBusName: 'aftercart',
          Source: 'store.demo',
          DetailType: 'survey.answered',
          Detail: JSON.stringify(answer),
        },
      ],
    ]);
  });

  it('is not in the error when the bus has not accepted it', async () => {
    bridge.on(PutEventsCommand).rejects(new Error('socket hang up'));
    const error: Error = await publishAnswer(answer).then(
      () => expect.fail('it was taken'),
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(RetryableError);
    expect(error.message).toBe(`PutEvents failed for survey.answered ${answer.id}: Error.`);
  });
});
