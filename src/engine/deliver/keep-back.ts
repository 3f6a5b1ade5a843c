import type { StepResult } from '../../model/step.ts';
import { compose } from './compose.ts';
import type { DeliverPorts, Delivery, Send } from './delivery.ts';
import { basedOn, recordOutcome } from './record-outcome.ts';

/**
 * Renders the message that would go now and keeps it back: the ledger gets a line under the key that the message would
 * have had, so that results with and without the message can be compared. It claims nothing, so it counts against no
 * cap.
 */
export async function keepBack(delivery: Delivery, send: Send, ports: DeliverPorts): Promise<StepResult> {
  const { locale } = compose(delivery, send, ports); // what cannot be rendered fails here as it would elsewhere
  return recordOutcome(
    delivery,
    {
      outcome: 'skipped',
      reason: 'hold-out',
      basis: basedOn(delivery, ports, send.basis),
      channel: send.channel,
      locale,
    },
    ports,
  );
}
