import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { topicReporter } from '../../src/aws/alarm-topic.ts';
import { openClient } from '../../src/aws/clients.ts';
import { dnsLookUp, readSender } from '../../src/aws/sender-facts.ts';
import { listedSince } from '../../src/aws/suppression-list.ts';
import type { SenderPorts } from '../../src/engine/sender/check-sender.ts';
import type { readEnv } from './env.ts';

/** The services that know of the sender, and the one that tells the staff. */
export function openServices({
  sender,
  nameServers,
  alarmsTopic,
}: ReturnType<typeof readEnv>): Pick<SenderPorts, 'readSender' | 'listedSince' | 'tellStaff'> {
  const ses = openClient(SESv2Client);
  const sources = { ses, cloudwatch: openClient(CloudWatchClient), lookUp: dnsLookUp(nameServers) };
  return {
    readSender: (now) => readSender(sender, { ...sources, now }),
    listedSince: (time) => listedSince(ses, time),
    tellStaff: topicReporter(openClient(SNSClient), alarmsTopic),
  };
}
