import { command } from './problems/command.ts';
import { conditions } from './problems/conditions.ts';
import { files } from './problems/files.ts';
import { journey } from './problems/journey.ts';
import { messages } from './problems/messages.ts';
import { operations } from './problems/operations.ts';
import { patterns } from './problems/patterns.ts';
import { store } from './problems/store.ts';
import { usage } from './problems/usage.ts';
import { values } from './problems/values.ts';
import { yaml } from './problems/yaml.ts';

/** The Japanese wordings of what is wrong with a file, by the English ones; `{0}` is the first value. */
export const problems: Readonly<Record<string, string>> = {
  ...command,
  ...usage,
  ...operations,
  ...files,
  ...messages,
  ...journey,
  ...values,
  ...conditions,
  ...patterns,
  ...store,
  ...yaml,
};
