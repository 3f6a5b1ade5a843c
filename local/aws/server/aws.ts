import type { IncomingHttpHeaders } from 'node:http';
import type { Faults } from '../faults.ts';
import type { Ids } from '../ids.ts';
import { asJson, type Json } from '../json.ts';
import { jsonText } from '../json-text.ts';
import type { Lambda } from '../services/lambda.ts';
import { AwsError, RawAnswer, type Service } from '../services/service.ts';
import type { Usage } from '../usage.ts';
import { readForm, writeXml, writeXmlError } from './query-protocol.ts';
import { findRestCall, servicesByTarget } from './routes.ts';

/** An HTTP request, read to its end. */
export interface AwsRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An operation asked for, in any of the protocols. */
interface AwsCall {
  readonly service: string;
  readonly operation: string;
  readonly input: Json;
  readonly isForm: boolean;
}

/** True if a request is for an AWS API rather than for a page. */
export function isAwsRequest(headers: IncomingHttpHeaders): boolean {
  return headers['x-amz-target'] !== undefined || (headers.authorization?.startsWith('AWS4-') ?? false);
}

/** Answers AWS API requests of every protocol that the services speak: JSON 1.0 and 1.1, REST JSON, query. */
export class AwsApi {
  readonly #services: ReadonlyMap<string, Service>;
  readonly #lambda: Lambda;
  readonly #faults: Faults;
  readonly #ids: Ids;
  readonly #usage: Usage;

  constructor(
    services: readonly Service[],
    { lambda, faults, ids, usage }: { lambda: Lambda; faults: Faults; ids: Ids; usage: Usage },
  ) {
    this.#services = new Map(services.map((service) => [service.id, service]));
    this.#lambda = lambda;
    this.#faults = faults;
    this.#ids = ids;
    this.#usage = usage;
  }

  /** The answer; undefined when an injected fault swallows it. */
  async answer(request: AwsRequest): Promise<RawAnswer | undefined> {
    let call: AwsCall | undefined;
    try {
      call = readCall(request);
      return await this.#answerCall(call, request.headers);
    } catch (error) {
      const refusal = error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500);
      return this.#refuse(refusal, call?.isForm ?? false);
    }
  }

  /** The output of a call that a function makes without a request; undefined when it is refused, or faults may meet it. */
  async perform(call: Omit<AwsCall, 'isForm'>, functionName: string, trace: string | undefined): Promise<unknown> {
    if (this.#faults.active) return undefined;
    try {
      const output = await this.#operation(call)(call.input, { trace });
      this.#usage.call(call.service, call.operation, functionName);
      return output;
    } catch {
      return undefined; // the request, once made, is refused in the service's own words
    }
  }

  async #answerCall(call: AwsCall, headers: IncomingHttpHeaders): Promise<RawAnswer | undefined> {
    const authorization = headers.authorization ?? '';
    const operation = this.#operation(call);
    if (this.#meetsFault('before', call, authorization)) return undefined;
    this.#usage.call(call.service, call.operation, this.#functionOf(authorization)?.settings.name);
    const output = await operation(call.input, { trace: headers['x-amzn-trace-id']?.toString() });
    if (this.#meetsFault('after', call, authorization)) return undefined;
    if (output instanceof RawAnswer) return output;
    if (call.isForm) {
      return new RawAnswer(200, writeXml(call.operation, output, this.#ids.next()), { 'content-type': 'text/xml' });
    }
    const text = call.service === 'dynamodb' ? jsonText(output) : JSON.stringify(output);
    return new RawAnswer(200, text, { 'content-type': 'application/x-amz-json-1.0' });
  }

  #operation({ service, operation }: Omit<AwsCall, 'isForm'>): Service['operations'][string] {
    const found = this.#services.get(service);
    if (found === undefined) {
      const known = [...this.#services.keys()].join(', ');
      throw new AwsError('UnknownOperationException', `Service ${service} does not run locally. There are: ${known}.`);
    }
    const run = found.operations[operation];
    if (run !== undefined) return run;
    const known = Object.keys(found.operations).join(', ');
    throw new AwsError(
      'UnknownOperationException',
      `${service} ${operation} does not run locally. There are: ${known}.`,
    );
  }

  /**
   * True if the answer is lost.
   * @throws AwsError when the request is throttled
   */
  #meetsFault(phase: 'before' | 'after', { service, operation, input }: AwsCall, authorization: string): boolean {
    if (!this.#faults.active) return false;
    const owner = this.#functionOf(authorization);
    const functionName = owner?.settings.name;
    const fault = this.#faults.judge({ phase, service, operation, input, ...(functionName && { functionName }) });
    if (fault === 'throttle') throw new AwsError('ThrottlingException', 'Rate exceeded');
    if (fault === 'kill') owner?.kill(accessKeyIn(authorization));
    return fault === 'kill' || fault === 'drop';
  }

  /** The function that signed a request, if one did. */
  #functionOf(authorization: string): Lambda['functions'][number] | undefined {
    const accessKeyId = accessKeyIn(authorization);
    return this.#lambda.functions.find((candidate) => candidate.owns(accessKeyId));
  }

  #refuse(error: AwsError, isForm: boolean): RawAnswer {
    if (isForm) {
      const xml = writeXmlError(error.code, error.message, this.#ids.next());
      return new RawAnswer(error.status, xml, { 'content-type': 'text/xml' });
    }
    const body = { __type: error.code, message: error.message, Message: error.message, ...error.fields };
    return new RawAnswer(error.status, JSON.stringify(body), {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-errortype': error.code,
    });
  }
}

function accessKeyIn(authorization: string): string {
  return /Credential=([^/]+)\//.exec(authorization)?.[1] ?? '';
}

function readCall({ method, url, headers, body }: AwsRequest): AwsCall {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return readTargeted(target, body);
  const service = headers.authorization?.split('/')[3] ?? '';
  const rest = findRestCall(service, method, url);
  if (rest !== undefined) {
    return {
      service,
      operation: rest.operation,
      isForm: false,
      input: { ...readRestBody(rest.operation, headers, body), ...rest.input },
    };
  }
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return { service, ...readForm(body), isForm: true };
  }
  return { service, operation: `${method} ${url}`, input: {}, isForm: false };
}

function readTargeted(target: string, body: string): AwsCall {
  const dot = target.indexOf('.');
  const prefix = target.slice(0, dot);
  return {
    service: servicesByTarget.get(prefix) ?? prefix,
    operation: target.slice(dot + 1),
    input: parse(body),
    isForm: false,
  };
}

/** A REST body is the input's JSON, except Invoke's, which is the payload itself. */
function readRestBody(operation: string, headers: IncomingHttpHeaders, body: string): Json {
  if (operation !== 'Invoke') return parse(body);
  return { Payload: body, InvocationType: headers['x-amz-invocation-type'] };
}

function parse(body: string): Json {
  if (body === '') return {};
  try {
    return asJson(JSON.parse(body));
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON.');
  }
}
