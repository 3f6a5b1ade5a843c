import { asList, type Json } from './json.ts';

/** An event of a message after it was sent, and its time (epoch milliseconds). */
export interface MessageEvent {
  readonly kind: string;
  readonly at: number;
}

interface Sent {
  readonly id: string;
  /** When it was sent: local time, epoch milliseconds. */
  readonly at: number;
  readonly to: string;
  readonly from: string;
  readonly configurationSet?: string | undefined;
  /** E-mail tags or SMS context. */
  readonly tags: Readonly<Record<string, string>>;
  readonly events: MessageEvent[];
}

/** An e-mail that was sent. */
export interface Mail extends Sent {
  readonly channel: 'email';
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly replyTo: readonly string[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** A text message that was sent. */
export interface Text extends Sent {
  readonly channel: 'sms';
  readonly body: string;
  readonly messageType: string;
  readonly segments: number;
}

/** Every message that was sent, oldest first. */
export class Outbox {
  readonly #messages: (Mail | Text)[] = [];
  readonly #byId = new Map<string, Mail | Text>();

  /** All of them. */
  get messages(): readonly (Mail | Text)[] {
    return this.#messages;
  }

  /** The e-mails. */
  get mails(): readonly Mail[] {
    return this.#messages.filter((message) => message.channel === 'email');
  }

  /** The text messages. */
  get texts(): readonly Text[] {
    return this.#messages.filter((message) => message.channel === 'sms');
  }

  /** Keeps a message. */
  add(message: Mail | Text): void {
    this.#messages.push(message);
    this.#byId.set(message.id, message);
  }

  /** The message with that id. */
  find(id: string): Mail | Text | undefined {
    return this.#byId.get(id);
  }

  /** Takes back the messages of an earlier run. */
  restore(saved: unknown): void {
    for (const message of asList(saved)) this.add(message as Mail | Text); // as `messages` gave them
  }
}

/** The members of a list of name-value pairs, as SES has its tags and headers. */
export function pairs(list: unknown): { name: string; value: string }[] {
  return asList(list).map((pair) => ({ name: String((pair as Json).Name), value: String((pair as Json).Value) })); // AWS's shape
}
