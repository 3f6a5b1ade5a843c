import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { isSwept } from '../src/model/journey.ts';
import { newAccount, type Shares, sharesOf } from './account-settings.ts';
import type { Artefacts } from './artefacts.ts';
import { needsOf } from './connector-settings.ts';
import type { Connection } from './constructs/connection.ts';
import * as to from './constructs/connections.ts';
import * as forConnectors from './constructs/connector-connections.ts';
import type { HouseFunction } from './constructs/function.ts';
import { Alarms } from './parts/alarms.ts';
import { admitOnly, countTheRest, routeEverything, storeBus } from './parts/bus.ts';
import { collectingPath, connect, type PageLimits, pageLimitsOf, pathsOf, tagPath } from './parts/connectors.ts';
import { Email } from './parts/email.ts';
import {
  connectorFunctions,
  deliveryFunctions,
  type FunctionName,
  Functions,
  functionTimeout,
  pageFunctions,
} from './parts/functions.ts';
import { JourneyMachines, machinesOf } from './parts/journeys.ts';
import { Links } from './parts/links.ts';
import { Queues } from './parts/queues.ts';
import { Schedules } from './parts/schedules.ts';
import { secretOf } from './parts/secret.ts';
import { Sms } from './parts/sms.ts';
import { tableOf } from './parts/table.ts';
import { warnOfDeafStaff, warnOfFleetingData, warnOfUnheardOpens, warnOfUnknownRegion } from './parts/warnings.ts';
import { prefixOf, type StageSettings } from './settings.ts';

export interface LifecycleStackProps {
  readonly stage: string;
  readonly settings: StageSettings;
  readonly artefacts: Artefacts;
}

/** All of Aftercart in one account and Region: its parts, the way of an event through them, and who may do what. */
export class LifecycleStack extends Stack {
  private readonly prefix: string;
  private readonly settings: StageSettings;
  private readonly artefacts: Artefacts;
  private readonly bus: EventBus;
  private readonly queues: Queues;
  private readonly functions: Functions;
  private readonly email: Email;
  private readonly sms: Sms;
  private readonly schedules: Schedules;
  private readonly links: Links;

  constructor(scope: Construct, id: string, { stage, settings, artefacts }: LifecycleStackProps) {
    super(scope, id, {
      description: `Aftercart: lifecycle messaging, stage ${stage}`,
      env: { account: settings.account, region: settings.region },
      // CloudFormation puts them on everything that it can tag, also on what CDK does not know to be taggable.
      tags: { application: 'aftercart', stage, ...settings.tags },
    });
    const prefix = prefixOf(stage);
    this.prefix = prefix;
    this.settings = settings;
    this.artefacts = artefacts;
    this.bus = storeBus(this, prefix, artefacts.catalogue.settings);
    this.queues = new Queues(this, 'Queues', {
      prefix,
      longest: functionTimeout,
      connected: this.takesDeliveries,
    });
    const { undelivered, failedInvocations, returns, ingest } = this.queues;
    const traced = settings.tracing ?? false;
    this.functions = new Functions(this, 'Functions', {
      prefix,
      bundles: artefacts.bundles,
      failedInvocations,
      without: new Set<FunctionName>([
        ...(settings.connectors ? [] : connectorFunctions),
        ...(this.takesDeliveries ? [] : deliveryFunctions),
        ...(this.pageLimits ? [] : pageFunctions),
        ...(this.checksSender ? [] : (['check-deliverability'] as const)),
      ]),
      traced,
    });
    this.email = new Email(this, 'Email', { prefix, settings: settings.email });
    this.sms = new Sms(this, 'Sms', { prefix, settings: settings.sms });
    this.schedules = new Schedules(this, 'Schedules', {
      prefix,
      undelivered,
      returns: returns.queue,
      ingest: ingest.queue,
    });
    this.links = new Links(this, 'Links', {
      prefix,
      consent: this.named('manage-consent'),
      survey: this.named('take-survey'),
      settings: settings.links,
      ...(this.takesDeliveries && {
        deliveries: { receive: this.named('receive-delivery'), paths: pathsOf(settings.connectors ?? {}) },
      }),
      ...(this.pageLimits && {
        pages: {
          collect: this.named('collect-browsing'),
          collecting: collectingPath,
          tag: tagPath,
          ...this.pageLimits,
        },
      }),
    });
    this.connectFunctions();
    this.admitStores();
    const journeys = this.routeEvents();
    this.routeReports();
    this.watch(journeys);
    warnOfDeafStaff(this, artefacts, settings);
    warnOfUnheardOpens(this, artefacts, settings);
    warnOfFleetingData(this, settings);
    warnOfUnknownRegion(this, settings);
  }

  /** Gives each function its settings and permissions. The functions read them in functions/<name>/env.ts. */
  private connectFunctions(): void {
    const table = tableOf(this, this.settings);
    const { historyDays } = this.artefacts.catalogue.settings.retention;
    const customers = to.customers(table, historyDays);
    const kept = secretOf(this, this.settings);
    const secret = to.appSecret(kept);
    const machines = machinesOf(this, this.prefix, Object.keys(this.artefacts.catalogue.journeys));
    const enrolments = to.enrolments(this.queues.enrolment.queue);
    const settling = to.consentSettling(this.queues.reports.queue);
    const settled = to.settledHistory(table);
    const { schedules } = this;
    this.named('ingest-event').connect(
      customers,
      settled,
      secret,
      to.taskTokens(machines),
      settling,
      enrolments,
      to.startCancelling(schedules),
      to.dataRequests(this.named('manage-data').function),
    );
    this.named('start-journey').connect(customers, secret, settling, to.journeyStarts(machines, schedules));
    schedules.startJourneys(machines);
    this.named('sweep-customers').connect(
      customers,
      secret,
      to.everyCustomer(table),
      enrolments,
      to.sweepPages(this.queues.sweep.queue),
    );
    this.named('deliver-message').connect(
      customers,
      secret,
      to.links(this.links.url),
      to.emailConnection(this, this.email.configurationSet, this.settings.email),
      to.smsConnection(this.sms.configurationSet, this.settings.sms.originationIdentity),
      to.sendingRate(this.settings.email, this.settings.sms),
      to.lanes(table),
      to.parking(this.schedules),
      to.emittedEvents(this.bus),
      to.taskTokens(machines),
      settling,
    );
    this.named('await-event').connect(customers, secret, to.taskTokens(machines));
    this.named('choose-arm').connect(customers, secret);
    this.named('leave-journey').connect(customers, secret);
    const { staff, email } = this.settings;
    this.named('do-action').connect(customers, secret, to.emittedEvents(this.bus), to.staffNotes(this, staff, email));
    const { shop } = this.artefacts.catalogue.settings;
    const inquiries = to.shopEvents(this.bus, shop, 'inquiry.received');
    const changes = to.emittedEvents(this.bus);
    const back = to.messageReturns(this.schedules);
    this.named('record-feedback').connect(
      customers,
      secret,
      to.taskTokens(machines),
      changes,
      inquiries,
      settling,
      back,
      to.smsOptOutList(this, this.settings.sms, 'PutOptedOutNumber', 'DeleteOptedOutNumber'),
    );
    this.named('manage-consent').connect(customers, secret, settling);
    const answers = to.shopEvents(this.bus, shop, 'survey.answered');
    this.named('take-survey').connect(to.customersToRead(table, historyDays), secret, answers);
    this.named('manage-customer').connect(
      to.addresses(table, historyDays),
      secret,
      settling,
      to.suppressionList(),
      to.smsOptOutList(this, this.settings.sms, 'DeleteOptedOutNumber'),
    );
    this.named('explain-delivery').connect(to.everythingToRead(table, historyDays), secret);
    this.named('manage-data').connect(
      customers,
      secret,
      to.erasures(table),
      to.taskTokens(machines),
      to.everyCancelling(schedules),
      to.laterLooks(schedules),
      to.deadLetters(this.queues.deadLetters, this.queues.worked),
    );
    this.named('manage-switches').connect(to.switches(table, historyDays));
    this.named('manage-secret').connect(to.secretToRotate(kept));
    this.connectConnectors(customers, secret, table);
    if (!email || !this.checksSender) return;
    const check = this.named('check-deliverability');
    check.connect(
      to.addresses(table, historyDays),
      secret,
      settling,
      to.senderChecks(table),
      to.checkedSender(this, email),
    );
    schedules.callDaily(check);
  }

  /** Platforms → HTTP API or partner bus → queue → map-delivery → bus. */
  private connectConnectors(customers: Connection, secret: Connection, table: ITable): void {
    const { settings, queues, bus, prefix } = this;
    const { deliveries } = queues;
    if (settings.connectors === undefined) return;
    const { shop, retention } = this.artefacts.catalogue.settings;
    const collect = this.pageLimits && this.named('collect-browsing');
    collect?.connect(secret, forConnectors.visitors(table, retention.historyDays), forConnectors.pageEvents(bus, shop));
    if (this.pageLimits?.reserved) collect?.reserve(this.pageLimits.reserved);
    connect({
      scope: this,
      prefix,
      settings: settings.connectors,
      keepData: settings.keepData,
      taking: deliveries && {
        deliveries,
        receive: this.named('receive-delivery'),
        map: this.named('map-delivery').connect(customers, secret, forConnectors.allShopEvents(bus, shop)),
      },
      undelivered: queues.undelivered,
      manage: this.named('manage-connectors').connect(forConnectors.connectorMemory(table, retention.historyDays)),
      reconcile: this.named('reconcile-connectors').connect(
        forConnectors.connectorUpkeep(table, retention.historyDays),
      ),
      schedules: this.schedules,
      shop,
      collect,
    });
  }

  /**
   * Admits the stores that may put the shop's events, where a stage names them. Our own functions put events of their
   * own.
   */
  private admitStores(): void {
    const { stores } = this.settings;
    if (!stores) return;
    const own = ['deliver-message', 'do-action', 'take-survey', 'record-feedback'] as const;
    const connected = this.takesDeliveries ? (['map-delivery'] as const) : [];
    const pages = this.pageLimits ? pageFunctions : [];
    const functions = [...own, ...connected, ...pages].map((name) => this.named(name));
    admitOnly(this.bus, stores, this.artefacts.catalogue.settings.shop, functions);
  }

  /** Bus → queues → functions → state machines → functions. */
  private routeEvents(): JourneyMachines {
    const { ingest, enrolment, undelivered } = this.queues;
    routeEverything(this.bus, ingest.queue, undelivered);
    countTheRest(this.bus, this.named('count-unmatched'), undelivered);
    const { shares } = this;
    this.named('ingest-event').workOff(ingest.queue, shares.ingest, { deadLetters: ingest.deadLetters });
    this.named('start-journey').workOff(enrolment.queue, shares.enrolment, { deadLetters: enrolment.deadLetters });
    this.named('deliver-message').workOff(this.queues.returns.queue, shares.returns);
    this.named('deliver-message').allowLoop(); // a message may wait for its turn several times
    this.sweepIfNeeded(shares.sweep);
    const reserved = this.settings.concurrency?.reservedForUnsubscribe;
    if (reserved) this.named('manage-consent').reserve(reserved);
    this.schedules.handTo(this.named('deliver-message'));
    const tasks = Object.fromEntries(taskNames.map((name) => [name, this.named(name).function]));
    const { prefix, artefacts, bus } = this;
    const traced = this.settings.tracing ?? false;
    const queues = { enrolment: enrolment.queue, undelivered };
    return new JourneyMachines(this, 'Journeys', { prefix, artefacts, bus, ...queues, tasks, traced });
  }

  /** Without a journey that goes by the calendar, or by the time that passes, nothing sweeps and nothing polls. */
  private sweepIfNeeded(concurrency: number): void {
    const { journeys, segments } = this.artefacts.catalogue;
    if (!Object.values(journeys).some(({ rules }) => isSwept(rules, segments))) return;
    const { queue } = this.queues.sweep;
    this.named('sweep-customers').workOff(queue, concurrency, { batchSize: 1 });
    this.named('sweep-customers').allowLoop();
    this.schedules.sweepDaily(queue);
  }

  /** Default bus and topic → queue → record-feedback. */
  private routeReports(): void {
    const { reports, undelivered } = this.queues;
    this.email.reportTo(reports.queue, undelivered);
    this.sms.reportTo(reports.queue, undelivered);
    this.named('record-feedback').workOff(reports.queue, this.shares.reports);
  }

  private watch(journeys: JourneyMachines): void {
    const { prefix, queues, links, settings } = this;
    const { deadLetters, undelivered } = queues;
    const alarms = new Alarms(this, 'Alarms', {
      prefix,
      alarmsTo: settings.alarmsTo,
      deadLetters,
      undelivered,
      workQueues: queues.worked,
      journeyLog: journeys.log,
      linksApiId: links.apiId,
      connectors: Object.keys(settings.connectors ?? {}),
      functions: {
        unmatched: this.named('count-unmatched').function,
        taking: [this.named('ingest-event').function, this.named('start-journey').function],
        queued: queuedNames.map((name) => this.named(name).function),
        deliver: this.named('deliver-message').function,
        start: this.named('start-journey').function,
        sweep: this.named('sweep-customers').function,
        ...(this.checksSender && { sender: this.named('check-deliverability').function }),
        ...(this.pageLimits && { collect: this.named('collect-browsing').function }),
        ...(settings.connectors && { reconcile: this.named('reconcile-connectors').function }),
        tasks: taskNames.map((name) => this.named(name).function),
      },
    });
    const names = deadLetters.map((queue) => queue.queueName).join(', ');
    new CfnOutput(this, 'DeadLetterQueues', { value: names, description: 'Should always be empty; alarms watch them' });
    if (this.checksSender) this.named('check-deliverability').connect(to.alarmsTopic(alarms.topic));
  }

  /** An address that is verified by itself has no DNS records that could be wrong. */
  private get checksSender(): boolean {
    const { email } = this.settings;
    return email !== undefined && !email.identity.includes('@');
  }

  private get takesDeliveries(): boolean {
    return needsOf(this.settings.connectors).deliveries;
  }

  /** Undefined without the connector of the shop's pages. */
  private get pageLimits(): PageLimits | undefined {
    return pageLimitsOf(this.settings.connectors, this.settings.concurrency ?? newAccount);
  }

  private get shares(): Shares {
    return sharesOf(this.settings.concurrency ?? newAccount);
  }

  private named(name: FunctionName): HouseFunction {
    return this.functions.named(name);
  }
}

/** The functions that queues call. */
const queuedNames = ['ingest-event', 'start-journey', 'sweep-customers', 'deliver-message', 'record-feedback'] as const;

/** The functions that state machines call. */
const taskNames = ['deliver-message', 'await-event', 'choose-arm', 'leave-journey', 'do-action'] as const;
