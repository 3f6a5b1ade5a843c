import catalogue from 'aftercart:catalogue';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { openBasis } from '../../src/platform/aws.ts';
import { answerPublisher } from '../../src/platform/bus.ts';
import { openClient } from '../../src/platform/clients.ts';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { environment, required } from '../../src/platform/env.ts';
import { htmlAnswer } from '../../src/platform/html-answer.ts';
import { logger } from '../../src/platform/logger.ts';
import { readForm } from './form.ts';
import { takeSurvey } from './take-survey.ts';

const basis = openBasis(environment);
const publish = answerPublisher(openClient(EventBridgeClient), required(environment, 'BUS_NAME'));
const failed = (error: Error) => logger.error('answer not taken', error);

/** Invoked by the HTTP API, with GET, HEAD and POST on the links of surveys. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(async (event) => {
  const { headers, requestContext, queryStringParameters: query } = event;
  const { method } = requestContext.http;
  const said = method === 'POST' ? readForm(event) : { score: query?.score };
  const request = { method, token: query?.t, language: headers['accept-language'], ...said };
  return htmlAnswer(
    await takeSurvey(request, { ...catalogue, ...(await basis(request.token)), clock, publish, failed }),
  );
});
