import { CommandError } from '../command/command.ts';

/** A hint for a reader who means the stack on this machine. */
const locally =
  'For the stack of "npm start" set AWS_ENDPOINT_URL=http://127.0.0.1:4310, AWS_REGION=ap-northeast-1, AWS_ACCESS_KEY_ID=local and AWS_SECRET_ACCESS_KEY=local.';

/** The service that a command asks. */
export interface ServiceCall {
  readonly service: string;
  /** The actions that the command needs, as a policy names them. */
  readonly actions: string;
  /** The advice when the service is too busy. */
  readonly whenBusy: string;
}

/** Advice about an error of the SDK, by its name. */
const advice: readonly (readonly [name: RegExp, what: (call: ServiceCall) => string])[] = [
  [
    /^CredentialsProviderError$/,
    () => `There are no AWS credentials: sign in ("aws sso login"), or name a profile with AWS_PROFILE. ${locally}`,
  ],
  [
    /^(ExpiredToken|ExpiredTokenException|UnrecognizedClientException|InvalidSignatureException|IncompleteSignature|TokenProviderError|InvalidClientTokenId)$/,
    () =>
      'AWS does not accept the credentials: sign in again ("aws sso login"), or name another profile with AWS_PROFILE.',
  ],
  [/^AccessDenied(Exception)?$/, ({ actions }) => `The credentials may not do that: they need ${actions}.`],
  [
    /^(ThrottlingException|TooManyRequestsException)$/,
    ({ service, whenBusy }) => `${service} is too busy: ${whenBusy}.`,
  ],
];

/** Explains an error of the SDK to the user; an error that is our own mistake stays as it is. */
export function explained(error: unknown, call: ServiceCall): unknown {
  if (!(error instanceof Error)) return error;
  const known = advice.find(([name]) => name.test(error.name));
  if (known) return new CommandError(`${known[1](call)}\n(${error.message})`, { cause: error });
  if (/region (is missing|not accepted)/i.test(error.message)) {
    const todo = 'set AWS_REGION, or "region" of the stage in infra/settings.ts';
    return new CommandError(`There is no AWS Region: ${todo}. ${locally}`, { cause: error });
  }
  if ('code' in error && /^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EAI_AGAIN)$/.test(String(error.code))) {
    return new CommandError(`No answer: ${error.message}. Is AWS_ENDPOINT_URL correct, and is there a network?`, {
      cause: error,
    });
  }
  return error;
}
