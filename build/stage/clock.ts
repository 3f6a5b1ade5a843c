/**
 * The time by the clock of the stack that is asked: of the local runtime if AWS_ENDPOINT_URL leads there, otherwise of
 * this machine. ISO 8601.
 */
export async function currentTime(endpoint = process.env.AWS_ENDPOINT_URL): Promise<string> {
  const answer = isLocal(endpoint) ? await fetch(new URL('/clock', endpoint)) : undefined;
  return answer?.ok ? answer.text() : new Date().toISOString();
}

/** True if an endpoint leads to "npm start" on this machine. */
export function isLocal(endpoint = process.env.AWS_ENDPOINT_URL): endpoint is string {
  return endpoint !== undefined && ['127.0.0.1', 'localhost'].includes(new URL(endpoint).hostname);
}
