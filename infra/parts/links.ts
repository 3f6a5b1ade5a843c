import { CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import type { HouseFunction } from '../constructs/function.ts';
import { keptLog } from '../constructs/log.ts';

/** What is logged of a request. Neither address nor query: those would name the customer. */
const logged = {
  at: '$context.requestTime',
  request: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
};

/** Requests a second: a mailbox provider that checks links of a whole mailing stays below it. */
const throttle = { rateLimit: 100, burstLimit: 200 };

/** The functions that the links lead to. */
export interface LinksProps {
  readonly prefix: string;
  readonly consent: HouseFunction;
  readonly survey: HouseFunction;
}

/** Where the links in messages lead: GET and HEAD show a page, POST takes the opt-out or the answer. */
export class Links extends Construct {
  /** Without a slash at the end. */
  readonly url: string;
  readonly apiId: string;

  constructor(scope: Construct, id: string, props: LinksProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', { apiName: `${props.prefix}-links`, createDefaultStage: false });
    addPage(api, '/unsubscribe', 'Consent', props.consent);
    addPage(api, '/survey', 'Survey', props.survey);
    this.addStage(api, props.prefix);
    Validations.of(api).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'Mailbox providers and customers call it without signing in: the signature in the link is what admits them.',
    });
    this.url = api.apiEndpoint;
    this.apiId = api.apiId;
    new CfnOutput(Stack.of(this), 'LinksUrl', { value: this.url, description: 'Where the links in messages lead' });
  }

  private addStage(httpApi: HttpApi, prefix: string): void {
    const log = keptLog(this, 'Log', `/aws/vendedlogs/apis/${prefix}-links`);
    new HttpStage(this, 'Stage', {
      httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(logged)),
      },
    });
  }
}

/** A page that GET shows and POST acts on. Programs that check links ask with HEAD, and would call a 404 a broken link. */
function addPage(api: HttpApi, path: string, id: string, page: HouseFunction): void {
  const integration = new HttpLambdaIntegration(id, page.function);
  api.addRoutes({ path, methods: [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST], integration });
}
