import { connectors } from '../../src/connectors/connectors.ts';
import type { Connector } from '../../src/connectors/contract/connector.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import { UsageError } from '../command/command.ts';

/** The connector of that name. @throws UsageError when none is named, or there is none such */
export function connectorNamed(name: string | undefined): Connector {
  const known = [...connectors.keys()];
  if (name === undefined) throw new UsageError(`Which connector? Name one of ${known.join(', ')}. See --help.`);
  const connector = connectors.get(name);
  if (connector !== undefined) return connector;
  throw new UsageError(`There is no connector "${name}": ${suggest(name, known)}`);
}
