import catalogue from 'aftercart:catalogue';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { systemClock } from '../../src/aws/clock.ts';
import { consentSettler } from '../../src/aws/consent-settling.ts';
import { environment } from '../../src/aws/env.ts';
import { logger } from '../../src/aws/logger.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { confirmByLink } from '../../src/engine/confirm-consent.ts';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { managePreferences } from '../../src/engine/manage-preferences.ts';
import { htmlAnswer } from '../../src/web/answer.ts';
import { readAlso } from '../../src/web/confirm/form.ts';
import { readUndo } from '../../src/web/consent/form.ts';
import { readPreferencesForm } from '../../src/web/preferences/form.ts';

const runtime = openRuntime(environment, consentSettler(environment));
const failed = (error: Error) => logger.error('choice not stored', error);

/** Invoked by the HTTP API, with GET, HEAD and POST on the links to unsubscribe, to confirm and to the preference page. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(async (event) => {
  const request = {
    method: event.requestContext.http.method,
    token: event.queryStringParameters?.t,
    language: event.headers['accept-language'],
  };
  const ports = { ...catalogue, ...(await runtime(request.token)), clock: systemClock, failed };
  if (event.rawPath.endsWith('/confirm'))
    return htmlAnswer(await confirmByLink({ ...request, also: readAlso(event) }, ports));
  const page = event.rawPath.endsWith('/p')
    ? managePreferences({ ...request, form: readPreferencesForm(event) }, ports)
    : manageConsent({ ...request, undo: readUndo(event) }, ports);
  return htmlAnswer(await page);
});
