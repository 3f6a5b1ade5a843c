import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Artefacts } from '../artefacts.ts';
import type { StageSettings } from '../settings.ts';

/**
 * Warns whoever synthesizes of journeys that say something to the staff, where nobody would hear it: their messages may
 * tell customers that somebody was asked.
 */
export function warnOfDeafStaff(scope: IConstruct, { definitions }: Artefacts, { staff, email }: StageSettings): void {
  const ways = { email: staff?.email !== undefined && email !== undefined, webhook: staff?.webhook !== undefined };
  for (const [way, configured] of Object.entries(ways)) {
    const journeys = Object.keys(definitions).filter((name) => tellsBy(definitions[name] ?? '', way));
    if (configured || journeys.length === 0) continue;
    Annotations.of(scope).addWarningV2(
      `aftercart:staff-${way}`,
      `${journeys.join(', ')} tell the staff by ${way}, and nobody hears it: set staff.${way} in infra/settings.ts.`,
    );
  }
}

/** Whether a step of the state machine tells the staff in this way. */
function tellsBy(definition: string, way: string): boolean {
  return partsOf(JSON.parse(definition)).some(({ kind, by }) => kind === 'tell-staff' && by === way);
}

function partsOf(part: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof part !== 'object' || part === null) return [];
  return [part as Readonly<Record<string, unknown>>, ...Object.values(part).flatMap(partsOf)]; // parsed JSON
}
