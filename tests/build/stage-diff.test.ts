import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../build/journeys-command.ts';
import { inParallel, Pace } from '../../build/stage/pace.ts';
import { type Runtime, startRuntime } from '../../local/aws/runtime.ts';
import { AwsError } from '../../local/aws/services/service.ts';
import { dueStarter } from '../../src/aws/first-waits.ts';
import { clientOf, start, writeAssembly } from '../local/fixture.ts';

const statemachines = path.resolve(import.meta.dirname, '../../statemachines');
const root = mkdtempSync(path.join(tmpdir(), 'aftercart-stage-'));

/** Two of the shipped journeys stand for all, so that a further one changes nothing here. */
const copied = ['abandoned-cart', 'layout', 'post-purchase', 'store.yaml'];

/** The functions of two stages. They answer that the next step is due in a day; whoever awaits an event goes on waiting. */
const functions = ['aftercart', 'aftercart-prod'].flatMap((prefix) =>
  ['deliver-message', 'await-event', 'leave-journey'].map((name) => `${prefix}-${name}`),
);
const code = 'exports.handler = async () => ({ until: new Date(Date.now() + 86400000).toISOString() });';

const lambda = (name: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Handler: 'index.handler',
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
    Timeout: 2,
  },
});

const logicalId = (name: string) => name.replace(/[^a-z]/g, '');

/** The state machine of a shipped journey, as it is deployed: function ARNs stand where the compiler names functions. */
function machine(prefix: string, journey: string, name = journey) {
  const definition = readFileSync(path.join(statemachines, journey, 'journey.asl.json'), 'utf8');
  const parts = definition.split(/\$\{([^}]+)\}/);
  return {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineName: `${prefix}-${name}`,
      RoleArn: 'arn:aws:iam::000000000000:role/journey',
      DefinitionString: {
        'Fn::Join': [
          '',
          parts.map((part, place) =>
            place % 2 === 0 ? part : { 'Fn::GetAtt': [logicalId(`${prefix}-${part}`), 'Arn'] },
          ),
        ],
      },
    },
  };
}

/** Runs the command against the server, or whatever else the environment says. */
async function diff(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await main(['diff', ...args], shell);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function edit(file: string, from: string | RegExp, to: string): void {
  const full = path.join(root, 'statemachines', file);
  const text = readFileSync(full, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(full, text.replace(from, to));
}

const arn = (name: string) => `arn:aws:states:ap-northeast-1:000000000000:stateMachine:${name}`;
const hour = 3_600_000;
const promise =
  'Runs finish by the rules they began with: steps, waits, channels and priorities of the state machine at their first step. A\ndeployment changes those for later runs, and does not change first waits; texts, quiet hours, caps, and starts and ends of a\njourney change for everybody.';

describe('diff --stage', () => {
  let runtime: Runtime;
  let client: SFNClient;
  let schedules: SchedulerClient;
  let assembly: string;

  beforeAll(async () => {
    assembly = writeAssembly({
      ...Object.fromEntries(functions.map((name) => [logicalId(name), lambda(name)])),
      Cart: machine('aftercart', 'abandoned-cart'),
      Purchase: machine('aftercart', 'post-purchase'),
      Gone: machine('aftercart', 'abandoned-cart', 'long-gone'),
      Prod: machine('aftercart-prod', 'abandoned-cart'),
      Schedules: { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'aftercart' } },
    });
    writeFileSync(path.join(assembly, 'asset.code/index.js'), code);
    runtime = await startRuntime({ cdkOut: assembly, clock: { jump: true, together: 0 }, startTime: start });
    client = new SFNClient(clientOf(runtime));
    schedules = new SchedulerClient(clientOf(runtime));
    // Of the carts twenty are behind their reminder and one is stopped; the orders await their parcel.
    for (let n = 0; n < 40; n += 1) await wait('abandoned-cart', 4 * hour, `waiting-${n}`);
    for (let n = 0; n < 20; n += 1) await enter('abandoned-cart', `run-${n}`);
    for (let n = 0; n < 3; n += 1) await enter('post-purchase', `order-${n}`);
    await runtime.clock.advanceTo(start + 2 * hour);
    const { executionArn } = await enter('abandoned-cart', 'stopped');
    await client.send(new StopExecutionCommand({ executionArn }));
  });
  afterAll(async () => {
    client.destroy();
    schedules.destroy();
    await runtime.stop();
    for (const directory of [assembly, root]) rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(() => {
    for (const name of copied)
      cpSync(path.join(statemachines, name), path.join(root, 'statemachines', name), { recursive: true });
    vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  });
  afterEach(() => {
    rmSync(path.join(root, 'statemachines'), { recursive: true });
    vi.unstubAllEnvs();
  });

  function enter(journey: string, name: string) {
    const input = JSON.stringify({ customer: 'c', run: name, journey, next: { until: new Date(start).toISOString() } });
    return client.send(new StartExecutionCommand({ stateMachineArn: arn(`aftercart-${journey}`), name, input }));
  }

  /** Lets a run wait for its first step, as start-journey does. */
  function wait(journey: string, after: number, name: string) {
    const settings = {
      stateMachinePrefix: arn('aftercart-'),
      group: 'aftercart',
      roleArn: 'arn:aws:iam::000000000000:role/start',
      deadLetterArn: 'arn:aws:sqs:ap-northeast-1:000000000000:undelivered',
    };
    const begin = dueStarter(
      () => Promise.reject(new Error('not due yet')),
      schedules,
      settings,
      () => start,
    );
    const next = { until: new Date(start + after).toISOString() };
    return begin(journey, name, { customer: 'c', run: name, journey, next });
  }

  test('says what differs from the deployed journeys, how many runs wait in each step, and what becomes of them', async () => {
    edit('abandoned-cart/journey.yaml', 'wait: 4 hours', 'wait: 6 hours');
    edit('abandoned-cart/journey.yaml', 'wait: 1 day, at 10:00', 'wait: 2 days, at 10:00');
    edit('post-purchase/journey.yaml', 'within: 30 days', 'within: 20 days');
    cpSync(path.join(root, 'statemachines/abandoned-cart'), path.join(root, 'statemachines/new-one'), {
      recursive: true,
    });
    edit('new-one/journey.yaml', 'journey: abandoned-cart', 'journey: new-one');
    const { code, out } = await diff('--stage', 'dev');
    expect(code).toBe(0);
    expect(out.split('\n\n')).toEqual([
      `abandoned-cart on dev
  Send reminder, the wait before it: 4 hours → 6 hours
  Send reminder, the wait after it: 1 day, at 10:00 → 2 days, at 10:00
  60 inside:
        40  in the first wait
        20  Wait before last-call`,
      `long-gone on dev
  removed here. Runs that are inside will fail at their next message: let them finish first
  nobody is inside`,
      'new-one: new, not deployed on dev yet',
      `post-purchase on dev
  Send thanks, awaiting shipment.delivered, at most: 30 days → 20 days
  Leave: no shipment.delivered, reason: no shipment.delivered within 30 days → no shipment.delivered within 20 days
  3 inside:
         3  Send thanks, awaiting shipment.delivered`,
      promise,
    ]);
  });

  test('says the same in Japanese', async () => {
    edit('abandoned-cart/journey.yaml', 'wait: 4 hours', 'wait: 6 hours');
    edit('abandoned-cart/journey.yaml', / {2}- wait: 1 day.*/s, '');
    edit('post-purchase/journey.yaml', 'within: 30 days', 'within: 20 days');
    const { code, out } = await diff('--stage', 'dev', '--lang', 'ja');
    expect(code).toBe(0);
    expect(out.split('\n\n').slice(0, 3)).toEqual([
      `abandoned-cart（dev）
  「Send reminder」の前の待ち時間：4時間 → 6時間
  「Send reminder」の後の待ち時間：翌日の10:00 → 指定なし
  削除：「Wait before last-call」
  削除：「Send last-call」
  進行中：60件
        40  最初の待ち時間
        20  Wait before last-call（ファイルにはもうありません）`,
      `long-gone（dev）
  このフォルダーでは削除されています。進行中のお客様への次のメッセージの送信が失敗します。進行中のものがすべて終わってから削除してください
  進行中のお客様はいません`,
      expect.stringContaining('「Send thanks, awaiting shipment.delivered」の最長の待ち時間：30日 → 20日'),
    ]);
    expect(out).toContain('進行中のものは、開始したときのルールのまま最後まで進みます。');
  });

  test('says which of the steps that runs are in is no more, and nothing of what is the same', async () => {
    expect((await diff('abandoned-cart', '--stage', 'dev')).out).toContain('  its steps are unchanged\n');
    edit('abandoned-cart/journey.yaml', / {2}- wait: 1 day.*/s, '');
    const { out } = await diff('abandoned-cart', '--stage', 'dev');
    expect(out).toContain('  removed: Wait before last-call\n  removed: Send last-call\n');
    expect(out).toContain('        20  Wait before last-call (no longer in the file)');
  });

  test('tells the stages apart although the name of one begins like that of the other', async () => {
    const { out } = await diff('--stage', 'prod');
    expect(out).toContain('Unchanged, and nobody inside: abandoned-cart.');
    expect(out).toContain('post-purchase: new, not deployed on prod yet');
    expect((await diff('--stage', 'dev')).out).not.toContain('prod-abandoned-cart');
  });

  test('looks at no more runs than it is told to, and says so', async () => {
    const { out } = await diff('abandoned-cart', '--stage', 'dev', '--at-most', '15');
    expect(out).toContain(
      '  more than 30 runs are inside. The 30 that were read:\n        15  in the first wait\n        15  Wait before last-call',
    );
    const all = await diff('abandoned-cart', '--stage', 'dev', '--at-most', '60');
    expect(all.out).toContain('  60 inside:');
  });

  test('compares with a git revision beside it when asked to', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: root });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'deployed');
    edit('abandoned-cart/messages/reminder.en.md', 'Your cart is still here', 'Your cart is waiting');
    const { out } = await diff('abandoned-cart', '--stage', 'dev', '--against', 'HEAD');
    rmSync(path.join(root, '.git'), { recursive: true });
    expect(out).toContain('abandoned-cart: reminder (en), subject:');
    expect(out).toContain('  60 inside:');
  });

  test.each([
    [['--stage', 'prd'], 2, 'There is no stage "prd" in infra/settings.ts: did you mean "prod"?'],
    [['--at-most', '5'], 2, '--at-most needs a --stage.'],
    [['--stage', 'dev', '--at-most', 'all'], 2, '--at-most is "all": it takes a number of runs, such as 1000.'],
    [['post-purchase', '--stage', 'prod'], 1, 'post-purchase is not deployed on prod in ap-northeast-1'],
  ])('%j ends with %i and says what to write instead', async (args, code, message) => {
    const answer = await diff(...args);
    expect(answer).toMatchObject({ code, out: '' });
    expect(answer.err).toContain(message);
  });

  test.each([
    ['there are no credentials', { AWS_ACCESS_KEY_ID: '' }, 'There are no AWS credentials: sign in'],
    ['there is no Region', { AWS_REGION: undefined }, 'There is no AWS Region: set AWS_REGION'],
    ['nobody answers', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, 'Nothing answers at http://127.0.0.1:9'],
  ])('ends with 1 and says what to do when %s', async (_when, env, message) => {
    const nothing = path.join(root, 'nothing');
    const elsewhere = {
      AWS_SHARED_CREDENTIALS_FILE: nothing,
      AWS_CONFIG_FILE: nothing,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    for (const [name, value] of Object.entries({ ...elsewhere, ...env })) vi.stubEnv(name, value);
    const { code, out, err } = await diff('--stage', 'dev');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
  });

  test('says what the credentials must be allowed to', async () => {
    const forgive = runtime.faults.add(({ phase, operation }) => {
      if (phase === 'before' && operation === 'ListExecutions')
        throw new AwsError('AccessDeniedException', 'User may not list', 400);
      return 'pass';
    });
    expect(await diff('--stage', 'dev')).toMatchObject({
      code: 1,
      err: expect.stringContaining('they need states:ListStateMachines'),
    });
    forgive();
  });
});

describe('the pace of requests', () => {
  test('lets a burst go at once, and then so many a second', async () => {
    let now = 0;
    const sleep = async (milliseconds: number) => {
      now += milliseconds;
    };
    const pace = new Pace({ burst: 3, perSecond: 10 }, { now: () => now, sleep });
    const times: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      await pace.turn();
      times.push(now);
    }
    expect(times).toEqual([0, 0, 0, 100, 200, 300]);
  });

  test('works at so many things at once, and stops at the first that fails', async () => {
    let [atWork, most, begun] = [0, 0, 0];
    const work = async (item: number) => {
      begun += 1;
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setImmediate(resolve));
      atWork -= 1;
      if (item === 20) throw new RangeError('twenty');
      return item * 2;
    };
    expect(await inParallel([1, 2, 3, 4, 5, 6, 7], 3, work)).toEqual([2, 4, 6, 8, 10, 12, 14]);
    expect(most).toBe(3);
    begun = 0;
    await expect(inParallel(Array(100).fill(20), 3, work)).rejects.toThrow('twenty');
    expect(begun).toBeLessThan(10);
  });
});
