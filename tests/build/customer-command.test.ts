import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Shell } from '../../build/command/command.ts';
import { askManageCustomer } from '../../build/customer/ask-function.ts';
import { ownListsHint } from '../../build/customer/words.ts';
import { main } from '../../build/customer-command.ts';
import { type Runtime, startRuntime } from '../../local/aws/runtime.ts';
import { AwsError } from '../../local/aws/services/service.ts';
import type { AddressReport, CustomerRequest } from '../../src/model/customer-request.ts';
import { start, writeAssembly } from '../local/fixture.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const at = '2026-03-02T09:00:00Z';
const open: AddressReport = {
  kind: 'email',
  revision: 3,
  optOuts: [],
  maySend: { transactional: true, marketing: true },
};
const bounced: AddressReport = {
  ...open,
  suppressed: { reason: 'bounce', at },
  maySend: { transactional: false, marketing: false },
};
const optedOut: AddressReport = {
  ...open,
  optOuts: ['unsubscribe link', 'complaint', 'answered STOP', 'carrier opt-out list', 'preference page'].map(
    (source) => ({
      at,
      source,
      customer: 'c',
    }),
  ),
  granted: { at: '2026-01-01T00:00:00Z', source: 'checkout' },
  maySend: { transactional: true, marketing: false },
};
const stopped: AddressReport = { ...optedOut, kind: 'phone' };
const told: AddressReport = {
  ...open,
  kind: 'phone',
  stopped: { at, source: 'answered STOP' },
  optOuts: [
    { at, source: 'answered STOP', customer: 'owner' },
    { at, source: 'unsubscribe link', customer: 'c' },
  ],
  maySend: { transactional: false, marketing: false },
};
const choosy: AddressReport = {
  ...open,
  lessOftenSince: at,
  topics: [
    { name: 'offers', state: 'off' },
    { name: 'events', state: 'pending' },
  ],
};
const waiting: AddressReport = {
  ...open,
  pendingSince: at,
  topics: [{ name: 'restock', state: 'on' }],
  maySend: { transactional: true, marketing: 'pending' },
};
const resting: AddressReport = {
  ...choosy,
  pausedUntil: '2026-08-02T00:00:00Z',
  maySend: { transactional: true, marketing: false },
};
const kept: AddressReport = {
  ...open,
  kind: 'phone',
  kept: { at, until: '2026-04-01T09:00:00Z' },
  maySend: { transactional: false, marketing: false },
};
const reopened: AddressReport = { ...open, revision: 4, reopened: { at, by: 'Mia' } };

/** A function that answers by what stands before the @, and says in its log what it was asked. */
const code = `
const answers = ${JSON.stringify({ open, bounced, optedout: optedOut, reopened, '+819011111111': stopped, '+819022222222': kept, '+819033333333': told, choosy, waiting, resting })};
const known = { found: true, customer: 'c', names: 1, items: {}, addresses: 0, shared: 0 };
const found = { 'instagram:@tea': { ...known, spelt: ['open@example.com', '+819011111111'] }, 'x:@tea': known, 'busy@example.com': known, 'letters@example.com': { ...known, customer: 'd' } };
const erased = {
  ...{ customer: 'd', erasedAt: '${at}', names: 1, deleted: {}, addresses: 1, runsEnded: 0, schedules: 0, looksAgain: [] },
  deadLetterQueues: ['large', 'endless', 'busy', 'empty'],
  workQueues: [{ queue: 'work', messages: 1, days: 14 }],
};
const pass = (found, read, removed, more, until) => ({ found, read, removed, more, until });
const passes = {
  large: [pass(25000, 10000, 1, true), pass(24999, 10000, 0, true), pass(24999, 5000, 2, false, '2026-03-16T09:00:00Z')],
  endless: [pass(20, 10, 0, true), pass(20, 10, 0, true), pass(20, 10, 0, true)],
  busy: [pass(3, 1, 0, false, '2026-03-16T09:00:00Z')],
  empty: [pass(0, 0, 0, false)],
};
const outcomes = { bounced: 'reopened', '+819011111111': 'reopened', optedout: 'changed', meanwhile: 'open' };
const thrown = { busy: 'RetryableError', old: 'ContractError', broken: 'TypeError' };
exports.handler = async (request) => {
  console.log('asked', JSON.stringify(request));
  if (request.do === 'letters') return passes[request.queue].shift();
  if (request.do === 'erase' && request.customer === 'd') return erased;
  if (request.do === 'find') return found[request.who] ?? { found: false, former: 0 };
  const name = request.do === 'erase' ? 'busy' : request.address.split('@')[0];
  if (thrown[name]) throw Object.assign(new Error('it was so'), { name: thrown[name] });
  if (name === '+819022222222' && request.do === 'reopen') return { outcome: 'open', ownList: 'kept', address: answers[name] };
  if (request.do === 'reopen') return { outcome: outcomes[name], address: answers.reopened };
  return answers[name === 'meanwhile' ? 'bounced' : name] ?? {
    kind: name.startsWith('+') ? 'phone' : 'email',
    revision: 0,
    optOuts: [],
    maySend: { transactional: true, marketing: 'account' },
  };
};`;

const manageCustomer = {
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'aftercart-manage-customer',
    Handler: 'index.handler',
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
  },
};

const manageData = {
  ...manageCustomer,
  Properties: { ...manageCustomer.Properties, FunctionName: 'aftercart-manage-data' },
};

/** Runs the command; on a terminal if somebody answers there. */
async function customer(args: readonly string[], answer?: string) {
  const [out, err, questions]: [string[], string[], string[]] = [[], [], []];
  const ask = async (question: string) => {
    questions.push(question);
    return answer ?? '';
  };
  const print = (text: string) => out.push(text);
  const printError = (text: string) => err.push(text);
  const shell: Shell = { root: repository, print, printError, ...(answer !== undefined && { ask }) };
  const code = await main(args, shell);
  return { code, out: out.join('\n'), err: err.join('\n'), questions };
}

describe('the command customer', () => {
  let runtime: Runtime;
  let assembly: string;
  let asked: CustomerRequest[];

  beforeAll(async () => {
    assembly = writeAssembly({ ManageCustomer: manageCustomer, ManageData: manageData });
    writeFileSync(path.join(assembly, 'asset.code/index.js'), code);
    const log = ({ text }: { readonly text: string }) => {
      const request = /asked (\{.*\})/.exec(text)?.[1];
      if (request !== undefined) asked.push(JSON.parse(request));
    };
    runtime = await startRuntime({ cdkOut: assembly, clock: { jump: true, together: 0 }, startTime: start, log });
  });
  afterAll(async () => {
    await runtime.stop();
    rmSync(assembly, { recursive: true, force: true });
  });
  beforeEach(() => {
    asked = [];
    vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  });
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    [[], 'npm run customer -- COMMAND'],
    [['shwo'], 'Unknown command "shwo": did you mean "show"?'],
    [['show'], 'Which address? Give an e-mail address or a phone number.'],
    [['show', 'a@example.com', 'b@example.com'], '"b@example.com" is unexpected: name one address.'],
    [['show', '090-1234-5678'], '"090-1234-5678" is not an address: give an e-mail address such as'],
    [['show', 'a@example.com', '--stage', 'prd'], 'There is no stage "prd" in infra/settings.ts: did you mean "prod"?'],
    [['show', 'a@example.com', '--yes'], "Unknown option '--yes'"],
    [
      ['reopen', 'bounced@example.com', '--by', ''],
      '--by takes the name of the person who does it: one line, at most 100 characters.',
    ],
    [['take-along', '--from', 'old'], 'Name two tables: --from TABLE --to TABLE.'],
    [['take-along', '--from', 'old', '--to', 'old'], 'Name two tables'],
    [['reopen', 'bounced@example.com', '--by', 'Mia\nLeo'], '--by takes the name of the person'],
  ])('refuses %j with exit code 2, and asks nobody', async (args, message) => {
    expect(await customer(args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
    expect(asked).toEqual([]);
  });

  test.each([['--help'], ['show', '--help'], ['reopen', '--help']])('tells how it is used: %s %s', async (...args) => {
    expect(await customer(args)).toMatchObject({ code: 0, out: expect.stringContaining('npm run customer -- ') });
  });

  test('shows the addresses of the customer behind a user name', async () => {
    const { code, out } = await customer(['show', 'instagram:@tea']);
    expect([code, out.split('\n').filter((line) => !line.startsWith(' '))]).toEqual([
      0,
      ['instagram:@tea: 2 addresses', 'open@example.com', '+819011111111'],
    ]);
    expect(JSON.parse((await customer(['show', 'instagram:@tea', '--json'])).out)).toMatchObject({
      name: 'instagram:@tea',
      customer: 'c',
      addresses: [{ address: 'open@example.com', kind: 'email' }, { address: '+819011111111' }],
    });
    expect((await customer(['show', 'x:@tea'])).out).toBe('x:@tea: no e-mail address or phone number is known');
    expect(await customer(['show', 'facebook:tea.house'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nobody'),
    });
    expect(await customer(['show', 'x:not a name'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no name there'),
    });
  });

  test('says who closed an address, when, and what may be sent to it', async () => {
    expect((await customer(['show', ' OptedOut@example.com '])).out).toBe(`optedout@example.com
  Closed to marketing: opt-out by the unsubscribe link on 2026-03-02 09:00:00 UTC
  Closed to marketing: opt-out by a complaint on 2026-03-02 09:00:00 UTC
  Closed to marketing: opt-out by STOP on 2026-03-02 09:00:00 UTC
  Closed to marketing: opt-out on the list of AWS, by STOP or by hand, on 2026-03-02 09:00:00 UTC
  Closed to marketing: opt-out by an event of the store (source "preference page") on 2026-03-02 09:00:00 UTC
  Agreed to marketing: source "checkout" on 2026-01-01 00:00:00 UTC
  May be sent transactional messages: yes
  May be sent marketing: no`);
    expect((await customer(['show', 'bounced@example.com'])).out).toBe(`bounced@example.com
  Closed to all messages: hard bounce on 2026-03-02 09:00:00 UTC
  May be sent transactional messages: no
  May be sent marketing: no`);
    expect((await customer(['show', 'reopened@example.com'])).out).toContain(
      'Last reopened: on 2026-03-02 09:00:00 UTC by Mia',
    );
  });

  test('says that a STOP closes a number to everything, and that START opens it', async () => {
    expect((await customer(['show', '+819033333333'])).out).toBe(`+819033333333
  Closed to all messages: opt-out by STOP on 2026-03-02 09:00:00 UTC. Its owner opens it by texting START
  Closed to marketing: opt-out by the unsubscribe link on 2026-03-02 09:00:00 UTC
  May be sent transactional messages: no
  May be sent marketing: no`);
  });

  test('says what its owner chose, and what waits for a confirmation', async () => {
    expect((await customer(['show', 'choosy@example.com'])).out).toBe(`choosy@example.com
  Less often: one marketing message a week at most, chosen on 2026-03-02 09:00:00 UTC
  Topic “offers”: switched off
  Topic “events”: agreed to, waits for confirmation
  May be sent transactional messages: yes
  May be sent marketing: yes (topics that are switched off may not)`);
    expect((await customer(['show', 'waiting@example.com'])).out).toBe(`waiting@example.com
  Waits for confirmation: somebody agreed to marketing on 2026-03-02 09:00:00 UTC and has not confirmed it
  Topic “restock”: agreed to
  May be sent transactional messages: yes
  May be sent marketing: until it is confirmed, only to a customer whose account agreed to it (topics that were agreed to may)`);
    expect((await customer(['show', 'resting@example.com', '--lang', 'ja'])).out).toBe(`resting@example.com
  ご本人による一時停止：2026-08-02 00:00:00 UTCまで販促は配信不可
  配信頻度：販促は1週間に1通まで（2026-03-02 09:00:00 UTCに選択）
  トピック「offers」：受け取りを停止
  トピック「events」：同意（確認待ち）
  取引連絡：送れます
  販促：送れません`);
  });

  test('says that nothing is recorded, whatever else the shop knows of the customer', async () => {
    expect(await customer(['show', '+819012345678'])).toMatchObject({
      code: 0,
      out: `+819012345678
  No consent, opt-out or closing is recorded.
  May be sent transactional messages: yes
  May be sent marketing: only to a customer whose account agreed to it`,
    });
  });

  test('says the same to programs', async () => {
    const { out } = await customer(['show', 'bounced@example.com', '--json']);
    expect(JSON.parse(out)).toEqual({ address: 'bounced@example.com', ...bounced });
  });

  test('says of a number that AWS keeps on its list that nothing goes there, and when to ask again', async () => {
    const { code, out } = await customer(['reopen', '+819022222222', '--yes']);
    expect(code).toBe(0);
    expect(out).toContain('On the opt-out list of AWS: on 2026-03-02 09:00:00 UTC AWS refused to take it off');
    expect(out).toContain('Run the command again from 2026-04-01 09:00:00 UTC on.');
    expect(out).not.toContain('delete-opted-out-number');
    const { out: ja } = await customer(['reopen', '+819022222222', '--yes', '--lang', 'ja']);
    expect(ja).toContain('2026-04-01 09:00:00 UTC 以降に、もう一度このコマンドを実行してください。');
  });

  test('reopens nothing that is not closed', async () => {
    const { code, out } = await customer(['reopen', 'open@example.com']);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('there is nothing to reopen') });
    expect(asked.map((request) => request.do)).toEqual(['show']);
  });

  test('asks before it reopens, and says that an opt-out is its owner’s', async () => {
    const { code, out, err, questions } = await customer(['reopen', 'optedout@example.com'], 'no');
    expect({ code, err, questions }).toEqual({
      code: 1,
      err: 'Not reopened: nothing was changed.',
      questions: ['Reopen it? Type yes: '],
    });
    expect(out).toContain('opt-out by the unsubscribe link');
    expect(out).toContain('Only the owner may take that back');
    expect(asked.map((request) => request.do)).toEqual(['show']);
  });

  test('reopens what it has shown when somebody types yes, and says what AWS may still hold against it', async () => {
    const { code, out } = await customer(['reopen', 'bounced@example.com'], ' Yes\n');
    expect(code).toBe(0);
    expect(out).toContain('Messages to this address came back.');
    expect(out).toContain('Reopened.\n\nbounced@example.com\n  Last reopened:');
    expect(out).toContain("delete-suppressed-destination --email-address 'bounced@example.com'");
    const by = userInfo().username;
    expect(asked[1]).toEqual({ do: 'reopen', address: 'bounced@example.com', by, seen: bounced.revision });
  });

  test('says that AWS keeps numbers that said STOP on a list of its own', async () => {
    const { out } = await customer(['reopen', '+819011111111', '--yes']);
    expect(out).toContain("delete-opted-out-number --opt-out-list-name Default --opted-out-number '+819011111111'");
  });

  test('refuses where nobody can be asked, unless --yes is given', async () => {
    expect(await customer(['reopen', 'bounced@example.com'])).toMatchObject({
      code: 1,
      err: 'Not reopened: there is no terminal for the confirmation. Add --yes if you are sure.',
    });
    expect(asked.map((request) => request.do)).toEqual(['show']);
    expect((await customer(['reopen', 'bounced@example.com', '--yes', '--by', ' Mia '])).code).toBe(0);
    expect(asked.at(-1)).toMatchObject({ do: 'reopen', by: 'Mia' });
  });

  test('says when somebody else was first', async () => {
    expect(await customer(['reopen', 'optedout@example.com', '--yes'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('the address changed meanwhile'),
    });
    expect((await customer(['reopen', 'meanwhile@example.com', '--yes'])).out).toContain('It is open already.');
  });

  test('names the account that the stage belongs to', async () => {
    const stage = { name: 'dev', prefix: 'aftercart', account: '000000000000', region: 'ap-northeast-1' };
    expect(await askManageCustomer(stage, { do: 'show', address: 'open@example.com' })).toEqual(open);
  });

  test.each([
    ['busy@example.com', 'dev', 'aftercart-manage-customer could not do it: try again in a minute.'],
    ['old@example.com', 'dev', 'does not know the request: deploy the stage dev'],
    ['broken@example.com', 'dev', 'failed with TypeError: read its log with "aws logs tail /aws/lambda/aftercart-'],
    [
      'open@example.com',
      'prod',
      'There is no function aftercart-prod-manage-customer in ap-northeast-1: deploy the stage prod',
    ],
  ])('ends with 1 and says what to do: %s on %s', async (address, stage, message) => {
    const answer = await customer(['show', address, '--stage', stage]);
    expect(answer).toMatchObject({ code: 1, out: '', err: expect.stringContaining(message) });
  });

  test('says that an erasure which broke off is finished by itself', async () => {
    expect(await customer(['erase', 'busy@example.com', '--yes'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('If the erasure has begun, its later looks finish it anyway.'),
    });
  });

  test('tells of dead letters queue by queue, call by call, and ends when it has read as many as there were', async () => {
    const { code, out } = await customer(['erase', 'letters@example.com', '--yes']);
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => /large|endless|busy|empty|work/.test(line))).toEqual([
      '  … large: 10000 of about 25000 letters read',
      '  … large: 20000 of about 25000 letters read',
      '  large: 3 removed, 24997 left; SQS deletes the last of them by 2026-03-16T09:00:00Z',
      '  … endless: 10 of about 20 letters read',
      '  endless: 0 removed, 20 left',
      '  busy: 0 removed, 3 left, of which 2 could not be read now: the later looks read them; SQS deletes the last of them by 2026-03-16T09:00:00Z',
      '  empty: 0 removed, none left',
      expect.stringContaining('functions are yet to work off'),
      '      work: 1 message now, each deleted after 14 days at most;',
    ]);
  });

  test('says so when a table that should be joined is not there', async () => {
    const answer = await customer(['take-along', '--from', 'old', '--to', 'new']);
    expect(answer).toMatchObject({ code: 1, err: expect.stringContaining('One of the two tables is not in ap-north') });
  });

  test('says what the credentials must be allowed to', async () => {
    const forgive = runtime.faults.add(({ phase, operation }) => {
      if (phase === 'before' && operation === 'Invoke')
        throw new AwsError('AccessDeniedException', 'User may not invoke', 403);
      return 'pass';
    });
    expect((await customer(['show', 'open@example.com'])).err).toContain(
      'they need lambda:InvokeFunction on the function aftercart-manage-customer.',
    );
    forgive();
  });

  test('gives its exit code and its output to its caller', () => {
    const run = (...args: readonly string[]) =>
      spawnSync(process.execPath, ['build/customer-command.ts', ...args], { cwd: repository, encoding: 'utf8' });
    expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(run('nonsense')).toMatchObject({ status: 2, stdout: '' });
  });
});

test('a printed shell command holds the address as one word', () => {
  const hint = ownListsHint({ kind: 'email', value: "o'hara&$x@example.com" }, 'en');
  expect(hint).toContain(`--email-address 'o'\\''hara&$x@example.com'`);
  expect(ownListsHint({ kind: 'phone', value: '+819012345678' }, 'ja')).toContain("--opted-out-number '+819012345678'");
});
