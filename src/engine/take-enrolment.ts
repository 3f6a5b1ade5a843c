import * as z from 'zod/mini';
import type { Ports } from './ports.ts';
import { type StartPorts, startEntry, startJourney } from './start-journey.ts';

/** A message in the enrolment queue: a journey's name, with the event that its rule matched or an entry without one. */
const enrolment = z.union([
  z.object({ journey: z.string(), entry: z.object({ customer: z.string(), at: z.string(), id: z.string() }) }),
  z.object({ journey: z.string(), event: z.unknown() }),
]);

/**
 * Handles one message of the enrolment queue, and counts its outcome.
 * @throws ZodError when it is neither an event nor an entry, and the errors of {@link startJourney} and {@link
 * startEntry}
 */
export async function takeEnrolment(message: unknown, ports: StartPorts & Pick<Ports, 'count'>): Promise<void> {
  const entrant = enrolment.parse(message);
  const { journey } = entrant;
  const entry = await ('entry' in entrant ? startEntry(entrant, ports) : startJourney(journey, entrant.event, ports));
  ports.count('JourneyEntry', { journey, entry });
}
