import type { Channel } from '../commerce/customer/channel.ts';
import type { SenderKind } from './contract/sender.ts';
import { emailSending } from './email/sender.ts';
import { smsSending } from './sms/sender.ts';

/** The sender of each channel. It carries the SDK's clients: only code that sends imports it. */
export const senderKinds: Readonly<Record<Channel, SenderKind>> = { email: emailSending, sms: smsSending };
