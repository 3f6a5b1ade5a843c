import { visible } from '../../../src/commerce/values/visible.ts';
import { asJson, asText } from '../../aws/json.ts';
import type { LogLine } from '../../aws/lambda/logs.ts';
import { refusalInWords, titleOf } from '../arrivals/words.ts';
import { refusalInLog, refusedDeliveryInLog, unmatchedInLog } from './log-lines.ts';
import type { Queued } from './refusals.ts';

/** What a refusal for its time asks of somebody who posts events of the present to a clock of the past. */
const wrongDay = 'The clock of npm start shows another day: npm start -- --today goes by the present.';

/** Tells on the terminal which events are refused, once it has been asked to: while a play runs, its summary does. */
export class RefusalTeller {
  readonly #tell: (text: string) => void;
  readonly #queued: () => readonly Queued[];
  #begun = false;

  /**
   * @param tell writes a line
   * @param queued the messages of all queues, in which the event of a refusal is looked up
   */
  constructor(tell: (text: string) => void, queued: () => readonly Queued[]) {
    this.#tell = (text) => tell(visible(text));
    this.#queued = queued;
  }

  begin(): void {
    this.#begun = true;
  }

  hear(line: LogLine): void {
    if (!this.#begun) return;
    const refused = refusalInLog(line);
    // An unknown type is told of by the rule for events that no other rule matches.
    if (refused !== undefined && !refused.problem.includes(': detail-type must be one of')) {
      const id = this.#eventIn(refused.messageId);
      const advice = refused.problem.includes('occurredAt must not be more than a day ahead') ? `. ${wrongDay}` : '';
      this.#tell(`Refused${id === '' ? '' : ` ${id}`}: ${refused.problem}${advice}`);
    }
    const delivery = refusedDeliveryInLog(line);
    if (delivery)
      this.#tell(`Refused a delivery of ${titleOf(delivery.connector)}: ${refusalInWords(delivery.reason, 'en')}`);
    const unmatched = unmatchedInLog(line);
    if (unmatched?.bus !== undefined)
      this.#tell(
        `Lost: ${unmatched.type} of ${unmatched.source} came to the bus ${unmatched.bus}, where no rule listens. Set EventBusName.`,
      );
    else if (unmatched)
      this.#tell(`Refused: no rule matches the source ${unmatched.source} with the type ${unmatched.type}`);
  }

  /** The id of the event in a queue's message. Stores may make ids of addresses, which a terminal should not show. */
  #eventIn(messageId: string): string {
    const body = this.#queued().find(({ message }) => message.id === messageId)?.message.body;
    if (messageId === '' || body === undefined) return '';
    const id = asText(asJson(asJson(JSON.parse(body)).detail).id) ?? '';
    return id.replaceAll(/[^\s@]*@[^\s@]*/g, '…@…').slice(0, longestId);
  }
}

/** Longer ids are cut. */
const longestId = 80;
