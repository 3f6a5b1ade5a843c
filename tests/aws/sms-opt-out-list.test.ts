import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, it } from 'vitest';
import { SmsOptOutList, takeOffNumber } from '../../src/aws/sms-opt-out-list.ts';

const number = '+819012345678';

/** The list `Texts` on a client that gives the same answer, or makes the same error, each time. */
function listWith(error?: { readonly name: string; readonly Reason?: string; readonly ResourceType?: string }) {
  const asked: unknown[] = [];
  const send = async (command: { readonly input: unknown }) => {
    asked.push([command.constructor.name, command.input]);
    if (error !== undefined) throw Object.assign(new Error('refused'), error);
    return {};
  };
  const client = { send } as unknown as PinpointSMSVoiceV2Client; // all that is called of it
  return { list: new SmsOptOutList(() => client, 'Texts'), asked };
}

const input = { OptOutListName: 'Texts', OptedOutNumber: number };
const early = { name: 'ValidationException', Reason: 'PHONE_NUMBER_CANNOT_BE_OPTED_IN' };
const gone = { name: 'ResourceNotFoundException', ResourceType: 'opted-out-number' };
const noList = { name: 'ResourceNotFoundException', ResourceType: 'opt-out-list' };
const busy = { name: 'ThrottlingException' };
const forbidden = { name: 'AccessDeniedException' };

describe('AWS’s opt-out list', () => {
  it('is asked by its name', async () => {
    const { list, asked } = listWith();
    await list.add(number);
    expect(await list.remove(number)).toBe('removed');
    expect(asked).toEqual([
      ['PutOptedOutNumberCommand', input],
      ['DeleteOptedOutNumberCommand', input],
    ]);
  });

  it.each([
    ['absent', gone],
    ['kept', early],
    ['kept', { name: 'ConflictException' }],
  ])('says %s for %j', async (expected, error) => {
    expect(await listWith(error).list.remove(number)).toBe(expected);
    expect(await takeOffNumber(listWith(error).list, number)).toBe(expected);
  });

  it.each([noList, busy, forbidden])('passes on what is no fault of the number: %j', async (error) => {
    await expect(listWith(error).list.remove(number)).rejects.toMatchObject(error);
    await expect(listWith(error).list.add(number)).rejects.toMatchObject(error);
    expect(await takeOffNumber(listWith(error).list, number)).toBe('unknown');
  });

  it('that does not take a number is no reason to hear its STOP again', async () => {
    await expect(
      listWith({ name: 'ValidationException', Reason: 'CANNOT_ADD_OPTED_OUT_NUMBER' }).list.add(number),
    ).resolves.toBeUndefined();
  });
});
