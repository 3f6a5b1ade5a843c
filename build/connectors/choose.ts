import { connectors } from '../../src/connectors/connectors.ts';
import type { Connector } from '../../src/connectors/contract/connector.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import { UsageError } from '../command/command.ts';

/** The connector of that name. @throws UsageError when none is named, or there is none such */
export function connectorNamed(name: string | undefined): Connector {
  const known = [...connectors.keys()];
  if (name === undefined) throw new UsageError(say`Which connector? Name one of ${known.join(', ')}. See --help.`);
  const connector = connectors.get(name);
  if (connector !== undefined) return connector;
  throw new UsageError(say`There is no connector "${name}": ${suggest(name, known)}`);
}
