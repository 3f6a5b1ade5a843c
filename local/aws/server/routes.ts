/** Which service an `X-Amz-Target` prefix belongs to: the JSON protocols name their operation there. */
export const servicesByTarget: ReadonlyMap<string, string> = new Map([
  ['DynamoDB_20120810', 'dynamodb'],
  ['AWSEvents', 'events'],
  ['AWSStepFunctions', 'states'],
  ['AmazonSQS', 'sqs'],
  ['secretsmanager', 'secretsmanager'],
  ['PinpointSMSVoiceV2', 'sms-voice'],
  ['Logs_20140328', 'logs'],
  ['ServiceQuotasV20190624', 'servicequotas'],
  ['GraniteServiceVersion20100801', 'monitoring'],
]);

/** An operation of a REST service: method, and path with {Parameters}. */
interface RestRoute {
  readonly method: string;
  readonly path: RegExp;
  readonly operation: string;
  /** The names of query parameters in the operation's input, where they differ. */
  readonly query?: Readonly<Record<string, string>>;
}

const functions = '/2015-03-31/functions';

/** The operations of the services that speak REST, by the service's name in the credential scope. */
const restRoutes: Readonly<Record<string, readonly RestRoute[]>> = {
  scheduler: [
    rest('POST', '/schedules/{Name}', 'CreateSchedule'),
    rest('GET', '/schedules/{Name}', 'GetSchedule', { groupName: 'GroupName' }),
    rest('PUT', '/schedules/{Name}', 'UpdateSchedule'),
    rest('DELETE', '/schedules/{Name}', 'DeleteSchedule', { groupName: 'GroupName' }),
    rest('GET', '/schedules', 'ListSchedules'),
    rest('GET', '/schedule-groups', 'ListScheduleGroups'),
  ],
  ses: [
    rest('POST', '/v2/email/outbound-emails', 'SendEmail'),
    rest('GET', '/v2/email/account', 'GetAccount'),
    rest('POST', '/v2/email/account/details', 'PutAccountDetails'),
    rest('GET', '/v2/email/identities', 'ListEmailIdentities'),
    rest('POST', '/v2/email/identities', 'CreateEmailIdentity'),
    rest('GET', '/v2/email/identities/{EmailIdentity}', 'GetEmailIdentity'),
    rest('GET', '/v2/email/suppression/addresses', 'ListSuppressedDestinations', { Reason: 'Reasons' }),
    rest('PUT', '/v2/email/suppression/addresses', 'PutSuppressedDestination'),
    rest('GET', '/v2/email/suppression/addresses/{EmailAddress}', 'GetSuppressedDestination'),
    rest('DELETE', '/v2/email/suppression/addresses/{EmailAddress}', 'DeleteSuppressedDestination'),
  ],
  lambda: [
    rest('POST', `${functions}/{FunctionName}/invocations`, 'Invoke'),
    rest('GET', functions, 'ListFunctions'),
    rest('GET', `${functions}/{FunctionName}`, 'GetFunction'),
    rest('GET', `${functions}/{FunctionName}/configuration`, 'GetFunctionConfiguration'),
    rest('PUT', `${functions}/{FunctionName}/configuration`, 'UpdateFunctionConfiguration'),
    rest('GET', '/2019-09-30/functions/{FunctionName}/concurrency', 'GetFunctionConcurrency'),
    rest('PUT', '/2017-10-31/functions/{FunctionName}/concurrency', 'PutFunctionConcurrency'),
    rest('DELETE', '/2017-10-31/functions/{FunctionName}/concurrency', 'DeleteFunctionConcurrency'),
    rest('GET', '/2015-03-31/event-source-mappings', 'ListEventSourceMappings'),
    rest('PUT', '/2015-03-31/event-source-mappings/{UUID}', 'UpdateEventSourceMapping'),
    rest('GET', '/2016-08-19/account-settings', 'GetAccountSettings'),
    rest('GET', '/2024-08-31/functions/{FunctionName}/recursion-config', 'GetFunctionRecursionConfig'),
  ],
};

function rest(
  method: string,
  template: string,
  operation: string,
  query?: Readonly<Record<string, string>>,
): RestRoute {
  const path = new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
  return { method, path, operation, ...(query && { query }) };
}

/** A REST request's operation, with what path and query say of its input. */
export interface RestCall {
  readonly operation: string;
  readonly input: Readonly<Record<string, string>>;
}

/** Finds the operation that a REST request asks for; undefined when the service is not REST or has none such. */
export function findRestCall(service: string, method: string, url: string): RestCall | undefined {
  const [pathname = '', search = ''] = url.split('?');
  for (const route of restRoutes[service] ?? []) {
    const groups = route.method === method ? route.path.exec(pathname)?.groups : undefined;
    if (groups === undefined && !(route.method === method && route.path.test(pathname))) continue;
    const names = Object.entries(groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)] as const);
    const asked = new URLSearchParams(search);
    const query = [...new Set(asked.keys())].map(
      (name) => [route.query?.[name] ?? name, asked.getAll(name).join(',')] as const, // a list repeats its name
    );
    return { operation: route.operation, input: Object.fromEntries([...query, ...names]) };
  }
  return undefined;
}
