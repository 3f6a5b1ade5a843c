import { Annotations } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';
import type { Artefacts } from '../artefacts.ts';
import type { StageSettings } from '../settings.ts';

/**
 * Warns at synthesis of journeys that notify the staff where no way to do so is configured: their messages may tell
 * customers that somebody was asked.
 */
export function warnOfDeafStaff(scope: IConstruct, { definitions }: Artefacts, { staff, email }: StageSettings): void {
  const ways = { email: staff?.email !== undefined && email !== undefined, webhook: staff?.webhook !== undefined };
  for (const [way, configured] of Object.entries(ways)) {
    const journeys = Object.keys(definitions).filter((name) => tellsBy(definitions[name] ?? '', way));
    if (configured || journeys.length === 0) continue;
    const isUnsent = way === 'email' && staff?.email !== undefined;
    Annotations.of(scope).addWarningV2(
      `aftercart:staff-${way}`,
      `${journeys.join(', ')} tell the staff by ${way}, and nobody hears it: set ${isUnsent ? 'email, the sender,' : `staff.${way}`} in infra/settings.ts.`,
    );
  }
}

/**
 * Warns, at synthesis, of journeys that depend on openings while SES does not track them: no mail would ever count as
 * opened.
 */
export function warnOfUnheardOpens(scope: IConstruct, { definitions }: Artefacts, { email }: StageSettings): void {
  const journeys = Object.keys(definitions).filter((name) => asksForOpens(definitions[name] ?? ''));
  if (email?.trackOpens || journeys.length === 0) return;
  Annotations.of(scope).addWarningV2(
    'aftercart:opens',
    `${journeys.join(', ')} ask whether a message was opened, and nobody learns it: set email.trackOpens in infra/settings.ts, or ask for clicks.`,
  );
}

/** Warns, at synthesis, that the stack deletes what nobody can restore. */
export function warnOfFleetingData(scope: IConstruct, { keepData, existing }: StageSettings): void {
  if (keepData || existing?.table !== undefined) return;
  Annotations.of(scope).addWarningV2(
    'aftercart:fleeting-data',
    'keepData is false: customers, opt-outs and the secret are deleted with the stack, and with a table or secret that is replaced. Set it to true in infra/settings.ts unless losing them harms nobody.',
  );
}

/** Warns, at synthesis, of a Region that CDK does not know: it is new, or there is none of that name. */
export function warnOfUnknownRegion(scope: IConstruct, { region }: StageSettings): void {
  if (region === undefined || RegionInfo.regions.some(({ name }) => name === region)) return;
  Annotations.of(scope).addWarningV2(
    'aftercart:region',
    `region is ${region}, which this version of CDK does not know: make sure that it is spelt right in infra/settings.ts.`,
  );
}

/** True if the state machine awaits an opening, or a condition of it asks for one. */
function asksForOpens(definition: string): boolean {
  return partsOf(JSON.parse(definition)).some(({ on, last }) => {
    const awaits = Array.isArray(on) && on.includes('message.opened');
    return awaits || (typeof last === 'object' && last !== null && 'opened' in last);
  });
}

/** True if a step of the state machine notifies the staff in this way. */
function tellsBy(definition: string, way: string): boolean {
  return partsOf(JSON.parse(definition)).some(({ kind, by }) => kind === 'tell-staff' && by === way);
}

function partsOf(part: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof part !== 'object' || part === null) return [];
  return [part as Readonly<Record<string, unknown>>, ...Object.values(part).flatMap(partsOf)]; // parsed JSON
}
