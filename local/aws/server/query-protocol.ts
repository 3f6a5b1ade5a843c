import { isJson, type Json } from '../json.ts';

/** Reads a request of the query protocol, which SNS speaks: a form with an Action. */
export function readForm(body: string): { operation: string; input: Json } {
  const { Action: operation = '', Version: _version, ...input } = Object.fromEntries(new URLSearchParams(body));
  return { operation, input };
}

/** An answer of the query protocol, as XML. */
export function writeXml(operation: string, output: unknown, requestId: string): string {
  const result = `<${operation}Result>${element(output)}</${operation}Result>`;
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return `<${operation}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${result}${metadata}</${operation}Response>`;
}

/** An error of the query protocol, as XML. */
export function writeXmlError(code: string, message: string, requestId: string): string {
  const error = `<Error><Type>Sender</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return `<ErrorResponse>${error}<RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function element(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${element(item)}</member>`).join('');
  if (!isJson(value)) return escapeXml(String(value ?? ''));
  return Object.entries(value)
    .map(([name, member]) => `<${name}>${element(member)}</${name}>`)
    .join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
