import { Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { everyPartition } from '../../src/stores/item-keys.ts';
import { warmUpOf } from '../mail-settings.ts';
import type { Schedules } from '../parts/schedules.ts';
import type { SmsConfigurationSet } from '../parts/sms.ts';
import { defaultOptOutList, type EmailSettings, type SmsSettings, type StaffSettings } from '../settings.ts';
import type { Connection, Grant, Machines } from './connection.ts';

/** The table as every function is told of it: its name, and for how many days it keeps history. */
export function tableVariables({ tableName }: ITable, historyDays: number): Readonly<Record<string, string>> {
  return { TABLE_NAME: tableName, HISTORY_DAYS: String(historyDays) };
}

/**
 * Reads and writes customers, runs, facts and the ledger by their keys. Whichever function loads a customer finishes a join
 * that another one began, in the partitions of customers and of identities, so none gets less. Only {@link everyCustomer}
 * scans, and only {@link settledHistory} deletes.
 */
export function customers(customerTable: ITable, historyDays: number): Connection {
  const actions = ['GetItem', 'BatchGetItem', 'Query', 'PutItem'].map((action) => `dynamodb:${action}`);
  const grants = [{ actions, resources: [customerTable.tableArn] }];
  return { environment: tableVariables(customerTable, historyDays), grants };
}

/** Deletes what a customer's history no longer needs in its place, once it is settled elsewhere. */
export function settledHistory({ tableArn }: ITable): Connection {
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': everyPartition.ofCustomers } };
  return { environment: {}, grants: [{ actions: ['dynamodb:DeleteItem'], resources: [tableArn], conditions }] };
}

/**
 * Deletes customers who are erased: whatever stands under their keys, and the marks of what they had. No other function deletes
 * a mark; what settles elsewhere, {@link settledHistory} deletes in its place alone.
 */
export function erasures({ tableArn }: ITable): Connection {
  const { ofCustomers, ofThings } = everyPartition;
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...ofCustomers, ...ofThings] } };
  return { environment: {}, grants: [{ actions: ['dynamodb:DeleteItem'], resources: [tableArn], conditions }] };
}

/** Calls the function that exports and erases. */
export function dataRequests({ functionName, functionArn }: IFunction): Connection {
  const grants = [{ actions: ['lambda:InvokeFunction'], resources: [functionArn] }];
  return { environment: { MANAGE_DATA_NAME: functionName }, grants };
}

/** Takes places in the lanes in which messages wait for their turn: numbers, which no whole item is written for. */
export function lanes(table: ITable): Connection {
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': everyPartition.ofLanes } };
  return { environment: {}, grants: [{ actions: ['dynamodb:UpdateItem'], resources: [table.tableArn], conditions }] };
}

/** Reads what is known of a customer, and writes nothing. */
export function customersToRead(customerTable: ITable, historyDays: number): Connection {
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': everyPartition.ofCustomers } };
  const grants = [{ actions: ['dynamodb:Query'], resources: [customerTable.tableArn], conditions }];
  return { environment: tableVariables(customerTable, historyDays), grants };
}

/** Reads everything that is kept of customers, and whom an identity leads to; writes nothing. A scan knows no partition. */
export function everythingToRead(customerTable: ITable, historyDays: number): Connection {
  const actions = ['GetItem', 'BatchGetItem', 'Query', 'Scan'].map((action) => `dynamodb:${action}`);
  return {
    environment: tableVariables(customerTable, historyDays),
    grants: [{ actions, resources: [customerTable.tableArn] }],
  };
}

/** Reads and writes what belongs to a mailbox or a phone number, by its key. No customer's items. */
export function addresses(customerTable: ITable, historyDays: number): Connection {
  const actions = ['GetItem', 'BatchGetItem', 'Query', 'PutItem'].map((action) => `dynamodb:${action}`);
  const partitions = [...everyPartition.ofAddresses, ...everyPartition.ofWordings];
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } };
  return {
    environment: tableVariables(customerTable, historyDays),
    grants: [{ actions, resources: [customerTable.tableArn], conditions }],
  };
}

/** Reads and writes what the shop has paused. */
export function switches(customerTable: ITable, historyDays: number): Connection {
  const actions = ['GetItem', 'PutItem'].map((action) => `dynamodb:${action}`);
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': everyPartition.ofSwitches } };
  return {
    environment: tableVariables(customerTable, historyDays),
    grants: [{ actions, resources: [customerTable.tableArn], conditions }],
  };
}

/** Reads and writes what the last check of the sender found. */
export function senderChecks({ tableArn }: ITable): Connection {
  const actions = ['GetItem', 'PutItem'].map((action) => `dynamodb:${action}`);
  const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': everyPartition.ofSenderChecks } };
  return { environment: {}, grants: [{ actions, resources: [tableArn], conditions }] };
}

/** Asks SES and CloudWatch about the stage's sender, and for the addresses to which SES sends nothing any more. */
export function checkedSender(scope: Construct, email: EmailSettings): Connection {
  const identity = Stack.of(scope).formatArn({ service: 'ses', resource: 'identity', resourceName: email.identity });
  const wildcard = 'Quota, list and rates belong to the whole account: SES and CloudWatch know no resource for them.';
  const actions = ['ses:GetAccount', 'ses:ListSuppressedDestinations', 'cloudwatch:GetMetricData'];
  return {
    environment: {
      SENDER_IDENTITY: email.identity,
      SENDER_ADDRESS: email.senderAddress,
      WARM_UP: warmUpVariable(email),
      NAME_SERVERS: '', // Lambda's own
    },
    grants: [
      { actions: ['ses:GetEmailIdentity'], resources: [identity] },
      { actions, resources: ['*'], wildcard },
    ],
  };
}

/** Reports to those who get the alarms. */
export function alarmsTopic({ topicArn }: ITopic): Connection {
  return {
    environment: { ALARMS_TOPIC_ARN: topicArn },
    grants: [{ actions: ['sns:Publish'], resources: [topicArn] }],
  };
}

/** Takes addresses off the list to which SES sends nothing any more. */
export function suppressionList(): Connection {
  const wildcard = 'The list belongs to the whole account: SES knows no resource for it.';
  return {
    environment: {},
    grants: [{ actions: ['ses:DeleteSuppressedDestination'], resources: ['*'], wildcard }],
  };
}

function warmUpVariable(email: EmailSettings | undefined): string {
  return email?.warmUp ? JSON.stringify(warmUpOf(email.warmUp)) : '';
}

/** Reads the whole table, page by page, and how large it is. */
export function everyCustomer({ tableArn }: ITable): Connection {
  return { environment: {}, grants: [{ actions: ['dynamodb:DescribeTable', 'dynamodb:Scan'], resources: [tableArn] }] };
}

/** Puts those who enter a journey without an event into the queue where the others wait. */
export function enrolments(queue: IQueue): Connection {
  return sending('ENROLMENT_QUEUE_URL', queue);
}

/** Hands the next page of a sweep over. */
export function sweepPages(queue: IQueue): Connection {
  return sending('SWEEP_QUEUE_URL', queue);
}

/** Asks that what was said about an address is taken into the ledger of consent. */
export function consentSettling(queue: IQueue): Connection {
  return sending('REPORTS_QUEUE_URL', queue);
}

/** Brings a message back at once that did not arrive, for its second attempt by another channel. */
export function messageReturns({ returns }: Schedules): Connection {
  return sending('RETURNS_QUEUE_URL', returns);
}

/** Puts messages on a queue whose address the variable holds. */
export function sending(name: string, { queueUrl, queueArn }: IQueue): Connection {
  return { environment: { [name]: queueUrl }, grants: [{ actions: ['sqs:SendMessage'], resources: [queueArn] }] };
}

/** Reads the secret and stores it changed. */
export function secretToRotate(secret: ISecret): Connection {
  const { environment } = appSecret(secret);
  const actions = ['GetSecretValue', 'PutSecretValue'].map((action) => `secretsmanager:${action}`);
  return { environment, grants: [{ actions, resources: [secret.secretArn] }] };
}

/** Reads the secret that signs links and keys the identity hashes. */
export function appSecret(secret: ISecret): Connection {
  return {
    environment: { APP_SECRET_ID: secret.secretArn },
    grants: [{ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }],
  };
}

/** Starts executions of journeys, at once or by a schedule for when the first step is due, in the schedule's own role. */
export function journeyStarts(machines: Machines, schedules: Schedules): Connection {
  return {
    environment: {
      STATE_MACHINE_PREFIX: machines.prefix,
      SCHEDULE_GROUP: schedules.group,
      START_ROLE_ARN: schedules.startRole.roleArn,
      SCHEDULE_DEAD_LETTER_ARN: schedules.deadLetters.queueArn,
    },
    grants: [
      { actions: ['states:StartExecution'], resources: machines.arns },
      { actions: ['scheduler:CreateSchedule'], resources: [schedules.everyStart], wildcard: startWildcard },
      passRole(schedules.startRole),
    ],
  };
}

/** Takes back starts that are not due yet. */
export function startCancelling(schedules: Schedules): Connection {
  return {
    environment: { SCHEDULE_GROUP: schedules.group },
    grants: [{ actions: ['scheduler:DeleteSchedule'], resources: [schedules.everyStart], wildcard: startWildcard }],
  };
}

/** Takes back the schedules of customers who are erased: first waits, and messages that were to come back. */
export function everyCancelling(schedules: Schedules): Connection {
  const wildcard = 'A schedule is named after its run or its message, and lives in a group that holds nothing else.';
  return {
    environment: { SCHEDULE_GROUP: schedules.group },
    grants: [{ actions: ['scheduler:DeleteSchedule'], resources: [schedules.everySchedule], wildcard }],
  };
}

/** Has an erasure looked after later, by schedules that put that on the ingest queue in a role of their own. */
export function laterLooks(schedules: Schedules): Connection {
  return {
    environment: {
      SCHEDULE_GROUP: schedules.group,
      LOOK_ROLE_ARN: schedules.lookRole.roleArn,
      INGEST_QUEUE_ARN: schedules.ingest.queueArn,
      SCHEDULE_DEAD_LETTER_ARN: schedules.deadLetters.queueArn,
    },
    grants: [
      {
        actions: ['scheduler:CreateSchedule'],
        resources: [schedules.everyLook],
        wildcard: 'A schedule is named after the key of the customer who is erased.',
      },
      passRole(schedules.lookRole),
    ],
  };
}

/**
 * Reads dead letters, and removes those about customers who are erased. Of the queues that functions work off it only asks how
 * full they are.
 */
export function deadLetters(letters: readonly IQueue[], worked: readonly IQueue[]): Connection {
  const urls = (queues: readonly IQueue[]) => queues.map(({ queueUrl }) => queueUrl).join(',');
  const arns = (queues: readonly IQueue[]) => queues.map(({ queueArn }) => queueArn);
  const actions = ['ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility'].map((action) => `sqs:${action}`);
  return {
    environment: { DEAD_LETTER_QUEUES: urls(letters), WORK_QUEUES: urls(worked) },
    grants: [
      { actions, resources: arns(letters) },
      { actions: ['sqs:GetQueueAttributes'], resources: [...arns(letters), ...arns(worked)] },
    ],
  };
}

const startWildcard =
  'A schedule is named after its run; parked messages, in the same group, have no dot in their names.';

/** Answers the task tokens of runs that wait for an event. */
export function taskTokens(machines: Machines): Connection {
  return { environment: {}, grants: [{ actions: ['states:SendTaskSuccess'], resources: machines.arns }] };
}

/** Puts events on the bus as Aftercart itself; in the name of a store it may not. */
export function emittedEvents(bus: IEventBus): Connection {
  const conditions = { StringEquals: { 'events:source': 'aftercart' } };
  return {
    environment: { BUS_NAME: bus.eventBusName },
    grants: [{ actions: ['events:PutEvents'], resources: [bus.eventBusArn], conditions }],
  };
}

/** Puts one type of event on the bus in the name of the shop. Nothing else may be said in its name. */
export function shopEvents(bus: IEventBus, shop: string, type: 'survey.answered' | 'inquiry.received'): Connection {
  const conditions = { StringEquals: { 'events:source': `store.${shop}`, 'events:detail-type': type } };
  return {
    environment: { BUS_NAME: bus.eventBusName },
    grants: [{ actions: ['events:PutEvents'], resources: [bus.eventBusArn], conditions }],
  };
}

/** Tells the staff: by e-mail as the stage's sender if both addresses are set, by webhook without any permission. */
export function staffNotes(scope: Construct, staff?: StaffSettings, email?: EmailSettings): Connection {
  const environment = {
    STAFF_EMAIL: staff?.email ?? '',
    STAFF_WEBHOOK: staff?.webhook ?? '',
    SENDER_ADDRESS: email?.senderAddress ?? '',
  };
  if (!staff?.email || !email) return { environment, grants: [] };
  return { environment, grants: [{ actions: ['ses:SendEmail'], resources: identities(scope, email) }] };
}

/**
 * The SES identities that a mail of the stage is authorized by: the sender's domain, and its address, which counts instead
 * where it is verified by itself. In the sandbox the recipient's identities count too, once somebody has named them.
 */
function identities(scope: Construct, { identity, senderAddress, testRecipients = [] }: EmailSettings): string[] {
  const domainOf = (address: string) => address.slice(address.indexOf('@') + 1);
  const recipients = testRecipients.flatMap((address) => [address, domainOf(address)]);
  return [...new Set([identity, senderAddress, ...recipients])].map((resourceName) =>
    Stack.of(scope).formatArn({ service: 'ses', resource: 'identity', resourceName }),
  );
}

/** The base address of the links in messages. */
export function links(baseUrl: string): Connection {
  return { environment: { LINKS_URL: baseUrl }, grants: [] };
}

/** Sends e-mail as the stage's sender. Without a sender nothing may be sent. */
export function emailConnection(scope: Construct, configurationSet: string, email?: EmailSettings): Connection {
  const environment = {
    CONFIGURATION_SET: configurationSet,
    SENDER_ADDRESS: email?.senderAddress ?? '',
    TRACK_OPENS: email?.trackOpens ? 'true' : '',
  };
  if (!email) return { environment, grants: [] };
  const set = { service: 'ses', resource: 'configuration-set', resourceName: configurationSet };
  const resources = [...identities(scope, email), Stack.of(scope).formatArn(set)];
  return { environment, grants: [{ actions: ['ses:SendEmail'], resources }] };
}

/** Sends SMS from the stage's number, pool or sender id. Without one nothing may be sent. */
export function smsConnection(set: SmsConfigurationSet | undefined, originationIdentity = ''): Connection {
  const environment = { SMS_CONFIGURATION_SET: set?.name ?? '', SMS_ORIGINATION_IDENTITY: originationIdentity };
  if (originationIdentity === '') return { environment, grants: [] };
  const resources = [originationIdentity, ...(set ? [set.arn] : [])];
  return { environment, grants: [{ actions: ['sms-voice:SendTextMessage'], resources }] };
}

/**
 * The opt-out list of the number that texts come from. Its actions are the list's own: on no other list a function may act.
 * @param actions what the function does there
 */
export function smsOptOutList(
  scope: Construct,
  { originationIdentity, optOutList = defaultOptOutList }: SmsSettings,
  ...actions: readonly ('PutOptedOutNumber' | 'DeleteOptedOutNumber')[]
): Connection {
  if (!originationIdentity) return { environment: { SMS_OPT_OUT_LIST: '' }, grants: [] };
  const named = { service: 'sms-voice', resource: 'opt-out-list', resourceName: optOutList };
  const arn = optOutList.startsWith('arn:') ? optOutList : Stack.of(scope).formatArn(named);
  const grants = [{ actions: actions.map((action) => `sms-voice:${action}`), resources: [arn] }];
  return { environment: { SMS_OPT_OUT_LIST: optOutList }, grants };
}

/** The sending rate in messages a second: what SES allows the account, or less if the stage's settings say so. */
export function sendingRate(email: EmailSettings | undefined, sms: SmsSettings): Connection {
  const environment = {
    EMAILS_PER_SECOND: String(email?.perSecond ?? ''),
    TEXTS_PER_SECOND: String(sms.perSecond ?? ''),
    WARM_UP: warmUpVariable(email),
  };
  if (!email) return { environment, grants: [] };
  const wildcard = 'The sending rate belongs to the whole account: SES knows no resource for the question.';
  return { environment, grants: [{ actions: ['ses:GetAccount'], resources: ['*'], wildcard }] };
}

/** Parks messages as one-time schedules, which put them on the queue of returns in the schedules' own role. */
export function parking(schedules: Schedules): Connection {
  return {
    environment: {
      SCHEDULE_GROUP: schedules.group,
      RETURNS_QUEUE_ARN: schedules.returns.queueArn,
      RETURNS_QUEUE_URL: schedules.returns.queueUrl,
      SCHEDULE_ROLE_ARN: schedules.returnRole.roleArn,
      SCHEDULE_DEAD_LETTER_ARN: schedules.deadLetters.queueArn,
    },
    grants: [
      {
        actions: ['scheduler:CreateSchedule'],
        resources: [schedules.everySchedule],
        wildcard: 'A schedule is named after its message, and lives in a group that holds nothing else.',
      },
      { actions: ['sqs:SendMessage'], resources: [schedules.returns.queueArn] },
      passRole(schedules.returnRole),
    ],
  };
}

function passRole(role: IRole): Grant {
  const conditions = { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } };
  return { actions: ['iam:PassRole'], resources: [role.roleArn], conditions };
}
