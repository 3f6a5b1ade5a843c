import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Bundle } from '../../build/bundle.ts';
import { HouseFunction } from '../constructs/function.ts';

/** Every function: what it does, as the console shows it. */
const descriptions = {
  'ingest-event': 'Records what happened in the shop; ends and resumes runs',
  'start-journey': 'Checks who may enter a journey, and starts the run',
  'sweep-customers': 'Lets in whom the calendar or the time that passed lets into a journey',
  'deliver-message': 'Decides whether a message may go, and sends it',
  'await-event': 'Lets a run wait for an event',
  'choose-arm': 'Chooses the way a run takes at an if or a split',
  'leave-journey': 'Ends a run before its last step',
  'do-action': 'Does what a journey does beside messages: tags, points, events, notes to the staff',
  'record-feedback': 'Records what became of sent messages; resumes runs that await it',
  'manage-consent': 'Shows the unsubscribe and the preference page and takes what customers choose',
  'take-survey': 'Shows the survey page and takes the answer',
  'count-unmatched': 'Counts events that no other rule on the bus matches',
  'manage-customer': 'Says who closed an address, and reopens it: for npm run customer',
  'explain-delivery': 'Says why messages were sent or not, and changes nothing: for npm run why',
  'manage-data': 'Exports and erases customers: for npm run customer, and for the events that ask for it',
  'manage-switches': 'Pauses and resumes journeys, channels, topics or everything: for npm run sending',
  'receive-delivery': 'Takes what shop platforms and backends post, once its signature is right',
  'map-delivery': 'Turns the deliveries of shop platforms into events',
  'manage-connectors': 'Sets the secrets of connectors, and says when they delivered: for npm run connectors',
  'collect-browsing': 'Takes what visitors do on the shop’s pages, and serves the script that reports it',
  'reconcile-connectors': 'Asks shop platforms what changed, and notices when nothing comes from one any more',
  'check-deliverability': 'Checks once a day whether mail of the sender still arrives',
  'manage-secret': 'Derives keys from the secret, and rotates those of links: for npm run secret',
} as const;

export type FunctionName = keyof typeof descriptions;

/** The functions that only a stage with connectors has. */
export const connectorFunctions = [
  'manage-connectors',
  'reconcile-connectors',
] as const satisfies readonly FunctionName[];

/** Those that only a stage has to which something else than its pages delivers. */
export const deliveryFunctions = ['receive-delivery', 'map-delivery'] as const satisfies readonly FunctionName[];

/** The function that only a stage with the connector of the shop's pages has. */
export const pageFunctions = ['collect-browsing'] as const satisfies readonly FunctionName[];

/** Invoked by a rule, or by a schedule of an earlier deployment, which do not wait for what becomes of it. */
const asynchronous: ReadonlySet<FunctionName> = new Set([
  'deliver-message',
  'count-unmatched',
  'check-deliverability',
  'reconcile-connectors',
]);

/** A function's time limit. Six times as long, a message on a queue stays hidden from the next attempt. */
export const functionTimeout = Duration.seconds(60);

/** No queue waits for these: a platform may have thousands of orders to tell. */
const longer: ReadonlyMap<FunctionName, Duration> = new Map([['reconcile-connectors', Duration.minutes(5)]]);

export interface FunctionsProps {
  readonly prefix: string;
  readonly bundles: readonly Bundle[];
  readonly failedInvocations: IQueue;
  /** Those that the stage has no use for. */
  readonly without: ReadonlySet<FunctionName>;
  /** True if X-Ray traces them. */
  readonly traced: boolean;
}

/** The functions, before they are connected to anything. */
export class Functions extends Construct {
  private readonly byName: ReadonlyMap<FunctionName, HouseFunction>;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const all = Object.keys(descriptions) as FunctionName[]; // the keys of a const object
    const names = all.filter((name) => !props.without.has(name));
    refuseUndescribed(props.bundles);
    this.byName = new Map(names.map((name) => [name, this.create(name, props)]));
  }

  named(name: FunctionName): HouseFunction {
    const found = this.byName.get(name);
    if (!found) throw new Error(`No function is called ${name}.`);
    return found;
  }

  private create(name: FunctionName, { prefix, bundles, failedInvocations, traced }: FunctionsProps): HouseFunction {
    const bundle = bundles.find((candidate) => candidate.name === name);
    if (!bundle) throw new Error(`The function ${name} was not bundled: functions/${name}/handler.ts is missing.`);
    return new HouseFunction(this, name, {
      name: `${prefix}-${name}`,
      description: descriptions[name],
      code: bundle.dir,
      timeout: longer.get(name) ?? functionTimeout,
      ...(asynchronous.has(name) && { failedInvocations }),
      traced,
    });
  }
}

/** A folder of functions/ that this file does not know would be bundled and never deployed. */
function refuseUndescribed(bundles: readonly Bundle[]): void {
  const [unknown] = bundles.filter(({ name }) => !Object.hasOwn(descriptions, name));
  if (!unknown) return;
  throw new Error(
    `functions/${unknown.name}/ is no function of the stack: describe it in infra/parts/functions.ts and connect it in infra/lifecycle-stack.ts.`,
  );
}
