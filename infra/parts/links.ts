import { CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  type CfnStage,
  DomainName,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import type { LinksSettings } from '../account-settings.ts';
import type { HouseFunction } from '../constructs/function.ts';
import { keptLog } from '../constructs/log.ts';

/** The logged fields of a request. Neither address nor query: those would name the customer. */
const logged = {
  at: '$context.requestTime',
  request: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
};

const methods = [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST];

/**
 * Requests a second, for each route by itself, so that a flood of answers keeps nobody from opting out. A mailbox provider
 * that checks the links of a whole mailing stays below the first. The second keeps a flood to one execution or two.
 */
const throttles = {
  '/unsubscribe': { rateLimit: 100, burstLimit: 200 },
  '/confirm': { rateLimit: 50, burstLimit: 100 },
  '/p': { rateLimit: 50, burstLimit: 100 },
  '/survey': { rateLimit: 20, burstLimit: 40 },
} as const;

type Path = keyof typeof throttles;

/** The functions that the links lead to. */
export interface LinksProps {
  readonly prefix: string;
  readonly consent: HouseFunction;
  readonly survey: HouseFunction;
  /** The function that takes deliveries, and the paths at which it does; undefined without connectors. */
  readonly deliveries?: Deliveries;
  /** What the shop's own pages ask for; undefined without their connector. */
  readonly pages?: PageRoutes;
  /** The shop's own domain, if it has one for this. */
  readonly settings?: LinksSettings;
}

/** Where platforms deliver. */
export interface Deliveries {
  readonly receive: HouseFunction;
  readonly paths: readonly string[];
}

/** Where pages post what visitors do, and load the script from. */
export interface PageRoutes {
  readonly collect: HouseFunction;
  readonly collecting: string;
  readonly tag: string;
  readonly perSecond: number;
  readonly burst: number;
}

/** Deliveries a second for each path. A platform that is turned away sends again; one that does not is asked every hour. */
const deliveryThrottle = { rateLimit: 100, burstLimit: 200 };

/** The API behind the links in messages: GET and HEAD show a page, POST takes the opt-out, the choices or the answer. */
export class Links extends Construct {
  /** Without a slash at the end. */
  readonly url: string;
  readonly apiId: string;

  constructor(scope: Construct, id: string, props: LinksProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', { apiName: `${props.prefix}-links`, createDefaultStage: false });
    const routes = [
      ...addPage(api, '/unsubscribe', 'Consent', props.consent),
      ...addPage(api, '/confirm', 'Confirm', props.consent),
      ...addPage(api, '/p', 'Preferences', props.consent),
      ...addPage(api, '/survey', 'Survey', props.survey),
      ...addDeliveries(api, props.deliveries),
      ...addPageRoutes(api, props.pages),
    ];
    const limits = { ...deliverySettings(props.deliveries?.paths ?? []), ...pageSettings(props.pages) };
    const stage = this.addStage(api, props.prefix, routes, limits);
    Validations.of(api).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'Mailbox providers and customers call it without signing in: the signature in the link is what admits them.',
    });
    this.url = props.settings ? this.addDomain(api, stage, props.settings) : api.apiEndpoint;
    this.apiId = api.apiId;
    new CfnOutput(Stack.of(this), 'LinksUrl', { value: this.url, description: 'Where the links in messages lead' });
  }

  private addStage(httpApi: HttpApi, prefix: string, routes: readonly HttpRoute[], limits: RouteSettings): HttpStage {
    const log = keptLog(this, 'Log', `/aws/vendedlogs/apis/${prefix}-links`);
    const stage = new HttpStage(this, 'Stage', {
      httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: throttles['/survey'],
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(logged)),
      },
    });
    (stage.node.defaultChild as CfnStage).routeSettings = { ...routeSettings, ...limits }; // what CDK makes of every stage
    stage.node.addDependency(...routes); // a stage with settings for a route that is not there is refused
    return stage;
  }

  /** Links that were sent before keep the address that they have: the API answers at both. */
  private addDomain(api: HttpApi, stage: HttpStage, { domain, certificateArn }: LinksSettings): string {
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const domainName = new DomainName(this, 'Domain', { domainName: domain, certificate });
    new ApiMapping(this, 'Mapping', { api, domainName, stage });
    new CfnOutput(Stack.of(this), 'LinksDomainTarget', {
      value: `${domain} CNAME ${domainName.regionalDomainName}`,
      description: 'DNS record that leads the domain of the links to the API',
    });
    return `https://${domain}`;
  }
}

/** A page that GET shows and POST acts on. Programs that check links ask with HEAD, and would call a 404 a broken link. */
function addPage(api: HttpApi, path: Path, id: string, page: HouseFunction): HttpRoute[] {
  const integration = new HttpLambdaIntegration(id, page.function);
  return api.addRoutes({ path, methods, integration });
}

/** The paths that take deliveries, by POST alone. */
function addDeliveries(api: HttpApi, deliveries: Deliveries | undefined): HttpRoute[] {
  if (deliveries === undefined) return [];
  const integration = new HttpLambdaIntegration('Deliveries', deliveries.receive.function);
  return deliveries.paths.flatMap((path) => api.addRoutes({ path, methods: [HttpMethod.POST], integration }));
}

/** The script, and what it posts. A page that is no beacon asks first, with OPTIONS. */
function addPageRoutes(api: HttpApi, pages: PageRoutes | undefined): HttpRoute[] {
  if (pages === undefined) return [];
  const integration = new HttpLambdaIntegration('Pages', pages.collect.function);
  return [
    ...api.addRoutes({ path: pages.collecting, methods: [HttpMethod.POST, HttpMethod.OPTIONS], integration }),
    ...api.addRoutes({ path: pages.tag, methods: [HttpMethod.GET, HttpMethod.HEAD], integration }),
  ];
}

/** The throttles of routes, as CloudFormation spells them. */
type RouteSettings = Readonly<
  Record<string, { readonly ThrottlingRateLimit: number; readonly ThrottlingBurstLimit: number }>
>;

function pageSettings(pages: PageRoutes | undefined): RouteSettings {
  if (pages === undefined) return {};
  const settings = { ThrottlingRateLimit: pages.perSecond, ThrottlingBurstLimit: pages.burst };
  const routes = ['POST', 'OPTIONS'].map((method) => `${method} ${pages.collecting}`);
  const script = ['GET', 'HEAD'].map((method) => `${method} ${pages.tag}`);
  return Object.fromEntries([...routes, ...script].map((route) => [route, settings]));
}

function deliverySettings(paths: readonly string[]): RouteSettings {
  const { rateLimit, burstLimit } = deliveryThrottle;
  const settings = { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit };
  return Object.fromEntries(paths.map((path) => [`POST ${path}`, settings]));
}

/** The throttle of every route, as CloudFormation spells it. */
const routeSettings = Object.fromEntries(
  Object.entries(throttles).flatMap(([path, { rateLimit, burstLimit }]) =>
    methods.map((method) => [
      `${method} ${path}`,
      { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit },
    ]),
  ),
);
