/** The AWS services that functions call. */
export type FailingService = 'ses' | 'sms' | 'scheduler' | 'dynamodb' | 'states' | 'events' | 'secrets' | 'sqs';

/**
 * The meaning of a failed request:
 * - `busy`: the service was throttled or never reached. It took nothing; the same request may succeed later.
 * - `stopped`: something is wrong with the account or its set-up. It took nothing, and takes nothing until a person mends it.
 * - `refused`: this request is wrong, and fails again however often it is made.
 * - `unanswered`: nobody knows whether the service has done what it was asked.
 */
export type Meaning = 'busy' | 'stopped' | 'refused' | 'unanswered';

/** An error whose name several causes share: what else the service says tells them apart. */
interface Divided {
  readonly when: (failure: Failure) => boolean;
  readonly then: Meaning;
  readonly otherwise: Meaning;
}

/**
 * SES's words when the sender is to blame, not the message: sandbox, lapsed identity, missing or paused configuration
 * set.
 */
const senderOfMail = /not verified|configuration set|sending (is |has been )?(paused|disabled)|suspended|shut ?down/i;

const orSender: Divided = { when: ({ message }) => senderOfMail.test(message), then: 'stopped', otherwise: 'refused' };

/** The rate passes by itself; the quota of a day is raised on request. SES has the same names for both. */
const orDailyQuota: Divided = {
  when: ({ message }) => /daily|24.?hour|(message|sending) quota/i.test(message),
  then: 'stopped',
  otherwise: 'busy',
};

/** The name that {@link nameOfFailure} gives to a used-up quota of a day, whatever the error is called. */
export const dailyQuota = 'DailyQuotaExceeded';

/** Reasons of End User Messaging that are about the one number, its country, or the one text. */
const ofThisText = new Set([
  'DESTINATION_PHONE_NUMBER_OPTED_OUT',
  'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE',
  'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION',
  'DESTINATION_COUNTRY_BLOCKED',
  'COUNTRY_CODE_MISMATCH',
  'COUNTRY_NOT_ENABLED',
  'INTERNATIONAL_SENDING_NOT_SUPPORTED',
  'INVALID_IDENTITY_FOR_DESTINATION_COUNTRY',
  'SENDER_ID_NOT_SUPPORTED',
  'PRICE_OVER_THRESHOLD',
  'MAXIMUM_SIZE_EXCEEDED',
  'FIELD_VALIDATION_FAILED',
  'INVALID_PARAMETER',
  'INVALID_REQUEST',
  'CANNOT_PARSE',
]);

const ownFields = new Set(['OriginationIdentity', 'ConfigurationSetName']);

/** Decides whether the reason is the text, when it names no field that the shop's settings fill. */
const orText: Divided = {
  when: ({ Reason, Fields = [] }) =>
    Reason === undefined || (ofThisText.has(Reason) && !Fields.some(({ Name = '' }) => ownFields.has(Name))),
  then: 'refused',
  otherwise: 'stopped',
};

/** A role that Scheduler cannot assume, also for the seconds in which a new one is not known everywhere. */
const orRole: Divided = {
  when: ({ message }) => /assume the role/i.test(message),
  then: 'stopped',
  otherwise: 'refused',
};

/** The meaning of each named error of each service. The sources are above each service. */
export const failures: Readonly<Record<FailingService, Readonly<Record<string, Meaning | Divided>>>> = {
  // SES API v2, SendEmail, "Errors"; the texts, and two names of the API before: SES Developer Guide, "Amazon SES email
  // sending errors" and "Errors related to the sending quotas".
  ses: {
    AccountSuspendedException: 'stopped',
    SendingPausedException: 'stopped',
    MailFromDomainNotVerifiedException: 'stopped',
    NotFoundException: 'stopped', // the configuration set
    MessageRejected: orSender,
    BadRequestException: orSender,
    TooManyRequestsException: orDailyQuota,
    LimitExceededException: orDailyQuota,
    ThrottlingException: orDailyQuota,
    Throttling: orDailyQuota,
    LimitExceeded: orDailyQuota,
    InternalServiceErrorException: 'unanswered',
  },
  // End User Messaging SMS API v2, SendTextMessage, "Errors", and the values of each error's Reason.
  sms: {
    AccessDeniedException: 'stopped', // ACCOUNT_DISABLED, INSUFFICIENT_ACCOUNT_REPUTATION
    ResourceNotFoundException: 'stopped', // the number, pool, sender ID or configuration set
    ServiceQuotaExceededException: 'stopped', // MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT
    ThrottlingException: 'busy',
    ConflictException: orText,
    ValidationException: orText,
    InternalServerException: 'unanswered',
  },
  // EventBridge Scheduler API, CreateSchedule, "Errors".
  scheduler: {
    ThrottlingException: 'busy',
    ServiceQuotaExceededException: 'stopped', // schedules in the account
    ResourceNotFoundException: 'stopped', // the group
    ConflictException: 'refused', // there is one of that name
    ValidationException: orRole,
    InternalServerException: 'unanswered',
  },
  // DynamoDB Developer Guide, "Error handling with DynamoDB", and the API's PutItem, Query, BatchGetItem and Scan.
  dynamodb: {
    ProvisionedThroughputExceededException: 'busy',
    RequestLimitExceeded: 'busy',
    ThrottlingException: 'busy',
    ReplicatedWriteConflictException: 'busy',
    TransactionConflictException: 'busy',
    ResourceNotFoundException: 'stopped', // the table
    InvalidEndpointException: 'stopped',
    ConditionalCheckFailedException: 'refused',
    ItemCollectionSizeLimitExceededException: 'refused',
    ValidationException: 'refused',
    InternalServerError: 'unanswered',
  },
  // Step Functions API, StartExecution and SendTaskSuccess, "Errors".
  states: {
    ExecutionLimitExceeded: 'busy',
    KmsThrottlingException: 'busy',
    StateMachineDoesNotExist: 'stopped',
    StateMachineDeleting: 'stopped',
    KmsAccessDeniedException: 'stopped',
    KmsInvalidStateException: 'stopped',
    ExecutionAlreadyExists: 'refused',
    InvalidArn: 'refused',
    InvalidExecutionInput: 'refused',
    InvalidName: 'refused',
    InvalidOutput: 'refused',
    InvalidToken: 'refused',
    TaskDoesNotExist: 'refused',
    TaskTimedOut: 'refused',
    ValidationException: 'refused',
  },
  // EventBridge API, PutEvents, "Errors", and the ErrorCode of single entries in its answer.
  events: {
    ThrottlingException: 'busy',
    LimitExceededException: 'busy',
    AccessDeniedException: 'stopped',
    NotAuthorizedForSourceException: 'stopped',
    ResourceNotFoundException: 'stopped', // the bus
    InvalidArgument: 'refused',
    MalformedDetail: 'refused',
    InternalException: 'unanswered',
    InternalFailure: 'unanswered',
  },
  // Secrets Manager API, GetSecretValue, "Errors".
  secrets: {
    ResourceNotFoundException: 'stopped',
    InvalidRequestException: 'stopped', // the secret is marked for deletion
    InvalidParameterException: 'stopped',
    DecryptionFailure: 'stopped',
    InternalServiceError: 'unanswered',
  },
  // SQS API, SendMessageBatch, "Errors".
  sqs: {
    RequestThrottled: 'busy',
    OverLimit: 'busy',
    KmsThrottled: 'busy',
    QueueDoesNotExist: 'stopped',
    KmsAccessDenied: 'stopped',
    KmsDisabled: 'stopped',
    BatchRequestTooLong: 'refused',
    InvalidMessageContents: 'refused',
  },
};

/** Throttling, as the API references' "Common Errors" and the SDK name it. */
const throttled =
  /Throttl|TooManyRequests|RequestLimitExceeded|ThroughputExceeded|SlowDown|BandwidthLimitExceeded|PriorRequestNotComplete/;

/** Node's codes for a connection that was never made. */
const unreachedCode =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CERT_\w+|ERR_TLS_CERT\w*|UNABLE_TO_\w+|DEPTH_ZERO\w*|SELF_SIGNED\w*)$/;

/** The parts of an error that tell what it means, as Node and the SDK write them. */
interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly errors?: readonly unknown[];
  /** Set on what a service answered: whose fault it says it is. */
  readonly $fault?: 'client' | 'server';
  readonly $metadata?: { readonly httpStatusCode?: number };
  /** End User Messaging says more than the name: the reason, and which fields of the request are wrong. */
  readonly Reason?: string;
  readonly Fields?: readonly { readonly Name?: string }[];
}

/**
 * The meaning of a failed request to a service. An answer of the 400s is never `unanswered`: the service itself says
 * that it did nothing. An error in no row concerns the account.
 * @param service left out where the error may come from any but SES and End User Messaging
 */
export function meaningOf(error: unknown, service?: FailingService): Meaning {
  if (!(error instanceof Error)) return 'unanswered';
  const failure: Failure = error; // what it has beside a name and a message is optional
  if (neverConnected(failure)) return 'busy';
  const row = rowOf(failure.name, service);
  if (row !== undefined) return rowMeaning(row, failure);
  const status = failure.$metadata?.httpStatusCode ?? 0;
  if (status === 408) return 'busy';
  if (status === 429 || throttled.test(failure.name)) return rowMeaning(orDailyQuota, failure);
  if (failure.name === 'SerializationException') return 'refused';
  if (lacksCredentials(failure) || isOfClient(failure, status)) return 'stopped';
  return 'unanswered';
}

function rowMeaning(row: Meaning | Divided, failure: Failure): Meaning {
  return typeof row === 'string' ? row : row[row.when(failure) ? 'then' : 'otherwise'];
}

/**
 * True if the SDK made no request for want of credentials. Of all that it throws, only this error has no `$metadata`.
 */
export function lacksCredentials({ name }: Error): boolean {
  return /^(Credentials|Token)?ProviderError$/.test(name);
}

/**
 * The service's name for the error: the more precise one, if there are two. Never personal data, unlike the message.
 */
export function nameOfFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const failure: Failure = error; // see above
  const { Reason, code, name } = failure;
  if (rowOf(name, 'ses') === orDailyQuota && orDailyQuota.when(failure)) return dailyQuota;
  return Reason ?? (name === 'Error' ? code : undefined) ?? name;
}

/** The first one that has a row for a name speaks for all: Scheduler says more of a ValidationException than the others. */
const others = ['scheduler', 'dynamodb', 'states', 'events', 'secrets', 'sqs'] as const satisfies FailingService[];

function rowOf(name: string, service: FailingService | undefined): Meaning | Divided | undefined {
  const rows = (service ? [service] : others).map((one) => failures[one]);
  const found = rows.find((row) => Object.hasOwn(row, name));
  return found?.[name];
}

function isOfClient({ $fault }: Failure, status: number): boolean {
  return $fault === 'client' || (status >= 400 && status < 500);
}

/** True if no byte of the request can have arrived: no name, no route, nobody listening, no TLS, or not in time. */
function neverConnected({ name, message, code = '', syscall, errors }: Failure): boolean {
  if (errors !== undefined && errors.length > 0) {
    return errors.every((one) => one instanceof Error && neverConnected(one));
  }
  if (unreachedCode.test(code) || syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (name === 'TimeoutError' && message.includes('did not establish a connection')) return true;
  return message.includes('before secure TLS connection was established');
}
