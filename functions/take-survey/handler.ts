import catalogue from 'aftercart:catalogue';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { storePublisher } from '../../src/aws/bus.ts';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { logger } from '../../src/aws/logger.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { takeSurvey } from '../../src/engine/take-survey.ts';
import { htmlAnswer } from '../../src/web/answer.ts';
import { readAnswerForm } from '../../src/web/survey/form.ts';

const runtime = openRuntime(environment);
const publishAnswer = storePublisher(
  openClient(EventBridgeClient),
  requiredVariable(environment, 'BUS_NAME'),
  'survey.answered',
);
const failed = (error: Error) => logger.error('answer not taken', error);

/** Invoked by the HTTP API, with GET, HEAD and POST on the links of surveys. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(async (event) => {
  const { headers, requestContext, queryStringParameters: query } = event;
  const { method } = requestContext.http;
  const answer = method === 'POST' ? readAnswerForm(event) : { score: query?.score, choice: query?.choice };
  const request = { method, token: query?.t, language: headers['accept-language'], ...answer };
  return htmlAnswer(
    await takeSurvey(request, { ...catalogue, ...(await runtime(request.token)), clock, publishAnswer, failed }),
  );
});
