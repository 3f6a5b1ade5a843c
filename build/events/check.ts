import { type Command, readArguments } from '../command/command.ts';
import { countVerdicts, describeVerdict } from './describe.ts';
import { fileDetails, fileOptions, readVerdicts } from './read-verdicts.ts';

/** `check`: whether events fit their contracts, and what they would set in motion. */
export const checkEvents: Command = {
  usage: 'FILE|- [--type TYPE] [--json]',
  about: 'checks events against their contracts, and shows which journeys they concern',
  details: [
    ...fileDetails,
    '--json          the same as JSON',
    '',
    'It asks no service. It names the fields that do not fit, never what they hold. Exit code 1 when one is refused.',
    'Whether a journey really starts depends on the customer: audience, earlier runs, consent.',
  ],

  async run(args, { root, print }) {
    const { values, positionals } = readArguments(args, { ...fileOptions, json: { type: 'boolean' } });
    const verdicts = await readVerdicts(positionals, { type: values.type, root });
    const lines = [...verdicts.flatMap(describeVerdict), '', countVerdicts(verdicts)];
    print(values.json ? JSON.stringify(verdicts.map(asJson), null, 2) : lines.join('\n'));
    return verdicts.some(({ problems }) => problems.length > 0) ? 1 : 0;
  },
};

function asJson({ entry: { place, type }, ...verdict }: Awaited<ReturnType<typeof readVerdicts>>[number]) {
  return { place, type, ...verdict };
}
