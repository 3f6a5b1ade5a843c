import { type Said, type Saying, say } from '../../src/journey/reading/saying.ts';
import { CommandError } from '../command/command.ts';
import { noAnswerAt, notAftercartAt } from './clock.ts';

/** A hint for a reader who means the stack on this machine. */
const locally = say`For the stack of "npm start" set AWS_ENDPOINT_URL=http://127.0.0.1:4310, AWS_REGION=ap-northeast-1, AWS_ACCESS_KEY_ID=local and AWS_SECRET_ACCESS_KEY=local.`;

/** The service that a command asks. */
export interface ServiceCall {
  readonly service: string;
  /** The actions that the command needs, as a policy names them. */
  readonly actions: Said;
  /** The advice when the service is too busy. */
  readonly whenBusy: Said;
}

/** Advice about an error of the SDK, by its name. */
const advice: readonly (readonly [name: RegExp, what: (call: ServiceCall) => Saying])[] = [
  [
    /^CredentialsProviderError$/,
    () => say`There are no AWS credentials: sign in ("aws sso login"), or name a profile with AWS_PROFILE. ${locally}`,
  ],
  [
    /^(ExpiredToken|ExpiredTokenException|UnrecognizedClientException|InvalidSignatureException|IncompleteSignature|TokenProviderError|InvalidClientTokenId)$/,
    () =>
      say`AWS does not accept the credentials: sign in again ("aws sso login"), or name another profile with AWS_PROFILE.`,
  ],
  [/^AccessDenied(Exception)?$/, ({ actions }) => say`The credentials may not do that: they need ${actions}.`],
  [
    /^(ThrottlingException|TooManyRequestsException)$/,
    ({ service, whenBusy }) => say`${service} is too busy: ${whenBusy}.`,
  ],
];

/** Explains an error of the SDK to the user; an error that is our own mistake stays as it is. */
export function explained(error: unknown, call: ServiceCall): unknown {
  if (!(error instanceof Error)) return error;
  const known = advice.find(([name]) => name.test(error.name));
  if (known) return new CommandError(say`${known[1](call)}\n(${error.message})`, { cause: error });
  if (/region (is missing|not accepted)/i.test(error.message)) {
    const todo = say`set AWS_REGION, or "region" of the stage in infra/settings.ts`;
    return new CommandError(say`There is no AWS Region: ${todo}. ${locally}`, { cause: error });
  }
  if (isUnreachable(error)) return new CommandError(noAnswer(error), { cause: error });
  if (error.name === 'SyntaxError' || isUntold(error)) return new CommandError(notAftercart(error), { cause: error });
  if ('$metadata' in error)
    return new CommandError(say`${call.service} answers ${error.name}: ${error.message}`, { cause: error });
  return error;
}

/** True for an error that says that nobody was reached, or nobody answered. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EPIPE)$/.test(code) || error.name === 'TimeoutError';
}

/** True for an answer in which the SDK found no name of an error: it is not from AWS. */
function isUntold(error: Error): boolean {
  return /^(UnknownError|Unknown|Error)$/.test(error.name) && '$metadata' in error;
}

function noAnswer(error: Error): Said {
  const { AWS_ENDPOINT_URL: endpoint } = process.env;
  return endpoint === undefined
    ? say`AWS does not answer (${error.message}). Is there a network?`
    : noAnswerAt(endpoint);
}

function notAftercart(error: Error): Said {
  const { AWS_ENDPOINT_URL: endpoint } = process.env;
  if (endpoint !== undefined) return notAftercartAt(endpoint);
  const [line = ''] = error.message.split('\n');
  return say`The answer is not from AWS (${line}). Is a proxy between?`;
}
