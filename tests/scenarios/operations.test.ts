import { readFileSync } from 'node:fs';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, inject, it, vi } from 'vitest';
import { main as doctor } from '../../build/doctor-command.ts';
import { asList } from '../../local/aws/json.ts';
import { type Runtime, startRuntime } from '../../local/aws/runtime.ts';
import { type CliSettings, runAws } from '../local/cli/aws.ts';
import { select } from '../local/cli/query.ts';
import { commandsIn, type Part, type Said, type Word, words } from '../local/cli/script.ts';
import { clientOf } from '../local/fixture.ts';

const page = 'docs/operations.md';
const commands = commandsIn(readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8'));

/** Programs that do not ask AWS for anything, or have tests of their own. */
const notAws = ['npx', 'npm', 'printf', 'curl'];

/** What to put in for <a name> of the page, by the option that it belongs to. */
type Placeholders = Readonly<Record<string, (option: string) => string | Promise<string>>>;

/** A reader at a terminal: runs what the page says, line by line, and puts in what it leaves open. */
class Reader {
  readonly #runtime: Runtime;
  readonly #settings: CliSettings;
  readonly #variables = new Map<string, string>();
  readonly #placeholders: Placeholders;

  constructor(runtime: Runtime, placeholders: Placeholders) {
    this.#runtime = runtime;
    this.#settings = { ...clientOf(runtime), files: { 'body.json': '{}' } };
    this.#placeholders = placeholders;
  }

  async run({ text, inline }: Said): Promise<string> {
    const [, loopVariable, first] = /^for (\w+) in (\S+).*; do$/.exec(text) ?? [];
    if (loopVariable !== undefined) this.#variables.set(loopVariable, first ?? '');
    if (loopVariable !== undefined || text === 'done') return ''; // the reader goes through a loop once
    const [, variable, command, value] = /^(\w+)=(?:\$\((.*)\)|([^\s$()]+))(?:\s+#.*)?$/s.exec(text) ?? [];
    if (variable === undefined) return this.#pipe(words(text), inline);
    const output = value ?? (await this.#pipe(words(command ?? ''), inline));
    this.#variables.set(variable, output);
    return output;
  }

  async #pipe(all: readonly Word[], inline: boolean): Promise<string> {
    const [first, rest] = cutAt(all, '|');
    const program = first.find((word) => !/^\w+=/.test(textOf(word)));
    if (program === undefined || notAws.some((name) => isPlain(program, name))) return '';
    if (!isPlain(program, 'aws')) throw new Error(`nobody knows how to run ${textOf(program)} here`);
    const output = await this.#aws(await this.#fillIn(first.slice(1)), inline);
    return rest === undefined ? output : this.#handOn(output, rest);
  }

  /** What takes a pipe: `xargs -r -n1 aws …` for every word, `while read -r item; do aws …; done` for every line, jq. */
  async #handOn(output: string, all: readonly Word[]): Promise<string> {
    const [first, rest] = cutAt(all, '|');
    const [program, option, ...args] = first;
    const name = program === undefined ? 'nothing' : textOf(program);
    if (name === 'xargs') {
      const command = args[0] !== undefined && isPlain(args[0], '-n1') ? args.slice(2) : undefined;
      if (command === undefined || option === undefined || !isPlain(option, '-r'))
        throw new Error('xargs without -r runs its command even when there is nothing to run it for');
      for (const word of output.split(/\s+/).filter(Boolean))
        await this.#aws([...(await this.#fillIn(command)), word], false);
      return '';
    }
    if (name === 'while') {
      const [, variable, , , ...body] = args; // -r NAME ; do …
      const [command] = cutAt(body, ';');
      for (const line of output.split('\n').filter(Boolean)) {
        this.#variables.set(variable === undefined ? '' : textOf(variable), line);
        await this.#pipe(command, false);
      }
      return '';
    }
    if (name !== 'jq' || option === undefined || args[0] === undefined)
      throw new Error(`nobody knows how to hand on to ${name}`);
    const lines = asList(select(JSON.parse(output), textOf(args[0]).slice(1)))
      .map((one) => JSON.stringify(one))
      .join('\n');
    return rest === undefined ? lines : this.#handOn(lines, rest);
  }

  /** A command without options in running text is a name: it has to run locally, whatever it says to nothing. */
  async #aws(args: readonly string[], inline: boolean): Promise<string> {
    const isName = inline && args.length === 2;
    try {
      return await runAws(args, this.#settings);
    } catch (error) {
      if (isName && error instanceof Error && error.name !== 'UnknownOperationException' && error.name !== 'Error')
        return '';
      throw error;
    }
  }

  async #fillIn(all: readonly Word[]): Promise<string[]> {
    const filled: string[] = [];
    for (const { parts } of all) {
      let text = '';
      for (const part of parts)
        text += await this.#textOf(part, filled.findLast((word) => word.startsWith('--')) ?? '');
      filled.push(text);
    }
    return filled;
  }

  #textOf({ kind, text }: Part, option: string): string | Promise<string> {
    if (kind === 'text') return text;
    if (kind === 'variable') return this.#variables.get(text) ?? `$${text}`;
    const output = this.#runtime.stack.outputs[text];
    const value = this.#placeholders[text]?.(option) ?? output;
    if (value === undefined) throw new Error(`nobody knows what to put in for <${text}>: add it to this test`);
    return value;
  }
}

/** The words before a sign, and those behind it; undefined when it does not come. */
function cutAt(all: readonly Word[], sign: string): [before: readonly Word[], behind: readonly Word[] | undefined] {
  const at = all.findIndex((word) => isPlain(word, sign));
  return at < 0 ? [all, undefined] : [all.slice(0, at), all.slice(at + 1)];
}

function isPlain({ parts }: Word, text: string): boolean {
  return parts.length === 1 && parts[0]?.kind === 'text' && parts[0].text === text;
}

function textOf({ parts }: Word): string {
  return parts.map(({ text }) => text).join('');
}

/** Puts another value into the secret. Returns the versions before and after. */
async function changeSecret(settings: ReturnType<typeof clientOf>, SecretId: string): Promise<[string, string]> {
  const client = new SecretsManagerClient(settings);
  const before = await client.send(new GetSecretValueCommand({ SecretId }));
  const after = await client.send(new PutSecretValueCommand({ SecretId, SecretString: before.SecretString }));
  client.destroy();
  return [before.VersionId ?? '', after.VersionId ?? ''];
}

const number = 'arn:aws:sms-voice:ap-northeast-1:000000000000:phone-number/phone-1';

/** A shop of a new account, in trouble: a failed run, dead letters, an address that SES has on its list. */
async function shopInTrouble(use: (reader: Reader, runtime: Runtime) => Promise<void>): Promise<void> {
  const runtime = await startRuntime({
    cdkOut: inject('cdkOut'),
    clock: { jump: true, together: 0 },
    quotas: { lambdaConcurrency: 10, emailSandbox: true }, // the page begins with a new account
    senders: {
      identities: ['shop.example'],
      numbers: [number],
    },
  });
  const settings = clientOf(runtime);
  const [queues, states, mails] = [new SQSClient(settings), new SFNClient(settings), new SESv2Client(settings)];
  const queue = (name: string): string => `${runtime.endpoint}/000000000000/aftercart-${name}`;
  const machine = runtime.stack.ofType('AWS::StepFunctions::StateMachine')[0]?.arn;
  try {
    const [previous, current] = await changeSecret(settings, runtime.stack.outputs.SecretArn ?? '');
    await mails.send(new PutSuppressedDestinationCommand({ EmailAddress: 'mia@example.com', Reason: 'BOUNCE' }));
    const failed = await states.send(new StartExecutionCommand({ stateMachineArn: machine, input: '{}' }));
    await runtime.play({ until: runtime.clock.now() + 3_600_000 });
    const deadLetter = { QueueUrl: queue('ingest-dead-letters'), MessageBody: '{}' };
    for (let count = 0; count < 3; count++) await queues.send(new SendMessageCommand(deadLetter));
    const receipt = async (): Promise<string> => {
      await queues.send(new SendMessageCommand(deadLetter)); // the others may have been moved by now
      const { Messages } = await queues.send(new ReceiveMessageCommand({ QueueUrl: deadLetter.QueueUrl }));
      return Messages?.[0]?.ReceiptHandle ?? '';
    };
    const placeholders = {
      arn: (option: string) => (option === '--execution-arn' ? failed.executionArn : machine) ?? '',
      id: () => 'phone-1',
      address: () => 'mia@example.com',
      journey: () => 'welcome',
      'aftercart-sweep': () => queue('sweep'),
      'its ARN': () => runtime.stack.ofType('AWS::SecretsManager::Secret')[0]?.ref ?? '',
      'its receipt handle': receipt,
      'the last good second': () => new Date(runtime.clock.now()).toISOString(),
      'the version AWSPREVIOUS': () => previous,
      'the version AWSCURRENT': () => current,
    };
    await use(new Reader(runtime, placeholders), runtime);
  } finally {
    for (const client of [queues, states, mails]) client.destroy();
    await runtime.stop();
  }
}

describe(page, () => {
  it('has no command that cannot be rehearsed on one machine', () =>
    shopInTrouble(async (reader) => {
      const problems: string[] = [];
      for (const said of commands) {
        await reader
          .run(said)
          .catch((error: unknown) => problems.push(`${page}:${said.line}: ${said.text}\n  ${error}`));
      }
      expect(problems).toEqual([]);
      expect(commands.length).toBeGreaterThan(30);
    }));

  it('sends the doctor to an account that answers all that it asks', () =>
    shopInTrouble(async (_reader, { endpoint }) => {
      vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
      vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
      const said: string[] = [];
      const print = (text: string) => said.push(text);
      const dev = {
        region: 'ap-northeast-1',
        email: { senderAddress: 'hello@shop.example', identity: 'shop.example', createIdentity: false },
        sms: { createConfigurationSet: true, originationIdentity: number },
        keepData: true,
      };
      const code = await doctor([], { root: '', print, printError: print }, { dev });
      vi.unstubAllEnvs();
      expect([code, said.join('\n').split('\n')]).toEqual([
        1, // the sandbox
        expect.arrayContaining([
          'ok      shop.example is verified.',
          'ok      SMS can be sent to everybody.',
          'ok      The account can run 10 functions in parallel, as the stage is configured.',
        ]),
      ]);
      expect(said.join('\n')).not.toContain('Could not ask');
    }));

  it('would be read through its loops, and told what does not run locally, and what is left open', () =>
    shopInTrouble(async (reader) => {
      const read = async (script: string) => {
        const outputs = [];
        for (const said of commandsIn(`\`\`\`sh\n${script}\n\`\`\``)) outputs.push(await reader.run(said));
        return outputs;
      };
      const mapping = 'aws lambda list-event-source-mappings --function-name aftercart-$name --output text';
      const outputs = await read(`for name in ingest-event start-journey; do
        uuid=$(${mapping} --query 'EventSourceMappings[0].UUID')   # of each
        aws lambda update-event-source-mapping --uuid "$uuid" --no-enabled \\
          --query State --output text
      done`);
      expect(outputs).toEqual(['', expect.stringMatching(/^[0-9a-f-]{36}$/), 'Disabled', '']);
      await expect(read('aws events list-endpoints')).rejects.toMatchObject({ name: 'UnknownOperationException' });
      await expect(read('aws events list-dragons')).rejects.toThrow('events has no operation list-dragons');
      await expect(read('aws events list-rules --colour red')).rejects.toThrow('has no option --colour');
      await expect(read('aws events describe-rule --name <a dragon>')).rejects.toThrow('put in for <a dragon>');
      await expect(read(`${mapping} | xargs -n1 aws lambda get-function`)).rejects.toThrow('xargs without -r');
      await expect(read('terraform apply')).rejects.toThrow('nobody knows how to run terraform');
    }));
});
