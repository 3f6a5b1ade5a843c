import { type Channel, channels } from '../commerce/customer/channel.ts';
import type { ReportReader } from './contract/report.ts';
import { emailReports } from './email/reports.ts';
import { smsReports } from './sms/reports.ts';

/** The reader of each channel's messages on the queue of reports. */
const reportReaders: Readonly<Record<Channel, ReportReader>> = { email: emailReports, sms: smsReports };

/** The channel that a message of the queue is for, and how it reads it; undefined for a message of none. */
export function readerOf(body: unknown): (ReportReader & { readonly channel: Channel }) | undefined {
  const channel = channels.find((one) => reportReaders[one].knows(body));
  return channel && { channel, ...reportReaders[channel] };
}
