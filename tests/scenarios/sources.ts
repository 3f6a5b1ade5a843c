import type { Runtime } from '../../local/aws/runtime.ts';
import { runAws } from '../local/cli/aws.ts';
import { clientOf } from '../local/fixture.ts';

/** Lets queues hand nothing over to these functions, or lets them again. */
export async function setSources(runtime: Runtime, names: readonly string[], enabled: 'enabled' | 'no-enabled') {
  const aws = (line: string) => runAws(line.split(' '), { ...clientOf(runtime), files: {} });
  for (const name of names) {
    const list = `lambda list-event-source-mappings --function-name aftercart-${name} --query EventSourceMappings[0].UUID --output text`;
    await aws(`lambda update-event-source-mapping --uuid ${await aws(list)} --${enabled}`);
  }
}
