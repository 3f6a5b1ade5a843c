import { doAction } from '../engine/act/do-action.ts';
import { awaitEvent } from '../engine/await-event.ts';
import { chooseArm } from '../engine/choose-arm.ts';
import { type ConfirmRequest, confirmByLink } from '../engine/confirm-consent.ts';
import { manageData } from '../engine/data/manage-data.ts';
import { deliverAndAwait } from '../engine/deliver/deliver-and-await.ts';
import { hearReport } from '../engine/feedback/hear-report.ts';
import { ingestEvent } from '../engine/ingest-event.ts';
import { leaveJourney } from '../engine/leave-journey.ts';
import { type ConsentRequest, manageConsent } from '../engine/manage-consent.ts';
import { managePreferences, type PreferencesRequest } from '../engine/manage-preferences.ts';
import type { Ports } from '../engine/ports.ts';
import { startEntry, startJourney } from '../engine/start-journey.ts';
import { type SweepLimits, sweepCustomers } from '../engine/sweep-customers.ts';
import { type SurveyRequest, takeSurvey } from '../engine/take-survey.ts';
import type { Clock } from '../model/clock.ts';
import type { Enrolment } from '../model/enrolment.ts';
import type { AwaitInput, ChooseInput, DeliverInput, DoInput, LeaveInput, SendAndAwaitInput } from '../model/step.ts';
import type { Keys } from '../secrets/keys.ts';
import type { Stores } from '../stores/stores.ts';
import { createRenderer } from '../templates/render.ts';
import { rulesIn, type ShopPlan } from './shop-plan.ts';

/** A message of the enrolment queue: an entry or an event, and the journey. */
export type Entering = Enrolment | { readonly journey: string; readonly event: unknown };

/** One function serves both pages. */
type OnConfirmPage = ConfirmRequest & { readonly page: 'confirm' };
type OnPreferencePage = PreferencesRequest & { readonly page: 'preferences' };

/** The functions around a shop's table, by name: each calls its use case with the ports of one call. */
export const shopFunctions = {
  'ingest-event': (event: unknown, ports: ShopPorts) => ingestEvent(event, ports),
  'start-journey': (entering: Entering, ports: ShopPorts) =>
    'entry' in entering ? startEntry(entering, ports) : startJourney(entering.journey, entering.event, ports),
  'sweep-customers': (page: unknown, ports: ShopPorts) => sweepCustomers(page, ports),
  'deliver-message': (input: DeliverInput | SendAndAwaitInput, ports: ShopPorts) => deliverAndAwait(input, ports),
  'await-event': (input: AwaitInput, ports: ShopPorts) => awaitEvent(input, ports),
  'choose-arm': (input: ChooseInput, ports: ShopPorts) => chooseArm(input, ports),
  'leave-journey': (input: LeaveInput, ports: ShopPorts) => leaveJourney(input, ports),
  'do-action': (input: DoInput, ports: ShopPorts) => doAction(input, ports),
  'record-feedback': (body: unknown, ports: ShopPorts) => hearReport(body, ports),
  'manage-consent': (request: ConsentRequest | OnConfirmPage | OnPreferencePage, ports: ShopPorts) => {
    if (!('page' in request)) return manageConsent(request, ports);
    return request.page === 'confirm' ? confirmByLink(request, ports) : managePreferences(request, ports);
  },
  'manage-data': (message: unknown, ports: ShopPorts) => manageData(message, ports),
  'take-survey': (request: SurveyRequest, ports: ShopPorts) => takeSurvey(request, ports),
};

export type FunctionName = keyof typeof shopFunctions;

/** Calls a function by its name. The input has to be that function's own. */
export function callFunction(name: FunctionName, input: unknown, ports: ShopPorts): Promise<unknown> {
  const perform = shopFunctions[name] as (input: unknown, ports: ShopPorts) => Promise<unknown>; // the caller knows the input
  return perform(input, ports);
}

/** The ports of one call of any function. */
export type ShopPorts = Written & Services & FromStores;

/** The ports that all calls share: catalogue, keys, clock. */
export type Written = Pick<
  Ports,
  'settings' | 'segments' | 'journeys' | 'messages' | 'render' | 'linksUrl' | 'keys' | 'clock'
>;

/** The services that a function uses beside its table. */
export type Services = Pick<
  Ports,
  | 'pause'
  | 'gate'
  | 'senders'
  | 'optOutLists'
  | 'staff'
  | 'publish'
  | 'publishAnswer'
  | 'publishInquiry'
  | 'enrol'
  | 'sweepNext'
  | 'startExecution'
  | 'cancelStart'
  | 'cancelReturn'
  | 'lookAgain'
  | 'askForData'
  | 'deadLetters'
  | 'resume'
  | 'reschedule'
  | 'count'
  | 'warn'
  | 'failed'
  | 'skipped'
> &
  Partial<Pick<Ports, 'hasTime'>> &
  SweepLimits;

type FromStores = Pick<Ports, 'stores' | 'addresses' | 'ledger' | 'reportTimes' | 'customers' | 'open'>;

/** The shared ports of a shop of this plan. */
export function writtenIn(plan: ShopPlan, keys: Keys, clock: Clock): Written {
  const { settings, segments, messages } = plan;
  const render = createRenderer(messages);
  return {
    settings,
    segments,
    messages,
    journeys: rulesIn(plan),
    render,
    keys,
    clock,
    linksUrl: 'https://links.example.com',
  };
}

/** Combines the ports of one call. */
export function portsOn(stores: Stores, written: Written, services: Services): ShopPorts {
  return {
    ...written,
    ...services,
    stores,
    addresses: async () => stores.addresses,
    ledger: stores.messages,
    reportTimes: stores.reportTimes,
    customers: stores.customers,
    open: async () => stores,
  };
}
