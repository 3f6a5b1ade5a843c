import { epochOf } from '../../commerce/values/instant.ts';
import { day } from '../../commerce/values/time-units.ts';
import { consentField, type FileConsent, readConsents } from './consent.ts';
import { digestOf } from './digest.ts';
import { type FileEvent, fileEvent } from './event.ts';
import { type FilePerson, identitiesOf, present, readPerson } from './person.ts';
import type { RowReader } from './row-reader.ts';

/**
 * The events of a customers' row: what is known of the customer, at the time of their last change or of the export, and
 * each agreement that is older than that, at its own time. An agreement counts only from when its customer is known to
 * have named the address, so it needs an event of that time.
 */
export function eventsOfCustomer(reader: RowReader): readonly FileEvent[] {
  const knownAt = reader.time('updated') ?? reader.context.exportedAt;
  const person = readPerson(reader, 'id');
  const statements = readConsents(reader, person, {
    optedOut: reader.context.exportedAt,
    agreed: reader.context.consentDate,
  });
  const older = statements.filter(({ granted, at }) => granted && isLongBefore(at, knownAt));
  const others = statements.filter((statement) => !older.includes(statement));
  return [
    ...older.map((statement) => updated(reader, identitiesOf(person), [statement], statement.at)),
    updated(reader, person, others, knownAt),
  ];
}

function isLongBefore(at: string, other: string): boolean {
  return (epochOf(at) ?? 0) < (epochOf(other) ?? 0) - day;
}

function updated(
  { context }: RowReader,
  person: FilePerson,
  statements: readonly FileConsent[],
  occurredAt: string,
): FileEvent {
  const customer = present({ ...person, consent: consentField(statements) });
  const content = digestOf(JSON.stringify(customer));
  const id = typeof person.id === 'string' ? person.id : digestOf(JSON.stringify(identitiesOf(person)));
  return fileEvent(
    'customer.updated',
    { resource: 'customer', id, change: content },
    occurredAt,
    { customer },
    context,
  );
}
