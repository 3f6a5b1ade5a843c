import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Nothing is loaded from anywhere and no script runs; a form may only be sent back to where the page came from. */
const alone =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

export interface HtmlAnswer {
  readonly status: number;
  readonly html: string;
  /** Its content security policy, for a page that is not {@link shell}'s. */
  readonly policy?: string;
}

/** A page as the HTTP API answers with it: kept by nobody, and telling no other site where its reader came from. */
export function htmlAnswer({ status, html, policy = alone }: HtmlAnswer) {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-security-policy': policy,
  };
  return { statusCode: status, headers, body: html } satisfies APIGatewayProxyStructuredResultV2;
}
