import type { ChannelKind, Oversize } from '../contract/kind.ts';
import { channelTraits } from '../traits.ts';
import { smsSegments } from './segments.ts';

export const smsKind: ChannelKind = {
  words: {
    en: { name: 'SMS', forCustomers: 'text messages', title: 'Text message (SMS)' },
    ja: { name: 'SMS', forCustomers: 'SMS', title: 'SMS（ショートメッセージ）' },
  },
  text: { name: 'an SMS text', oversize, mostCharacters: 1600 }, // MessageBody of SendTextMessage
  bounce: { en: 'reported as a number that takes no texts', ja: 'SMSを受信できない番号との報告' },
  gapMinutes: 24 * 60,
  ...channelTraits.sms,
  ownList: {
    takeOff: (address) =>
      `aws pinpoint-sms-voice-v2 delete-opted-out-number --opt-out-list-name Default --opted-out-number ${address}`,
    holdsOptOuts: true,
  },
};

/** A text that takes more than one segment, and so costs more than one. */
function oversize(text: string): Oversize | undefined {
  const { segments, units, encoding } = smsSegments(text);
  const room = encoding === 'UCS-2' ? 70 : 160;
  return segments > 1 ? { segments, units, room } : undefined;
}
