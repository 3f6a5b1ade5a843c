import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { SignedRequest } from '../connectors/contract/verification.ts';

/** A request of the HTTP API, with the raw bytes of its body. */
export function deliveryRequest(event: APIGatewayProxyEventV2): SignedRequest {
  const headers = Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value ?? '']);
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  return { path: event.rawPath, headers: Object.fromEntries(headers), bytes };
}

/** An answer in JSON. */
export function jsonAnswer(answer: {
  readonly status: number;
  readonly body: object;
}): APIGatewayProxyStructuredResultV2 {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { statusCode: answer.status, headers, body: JSON.stringify(answer.body) };
}
