import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseClockMode } from '../../local/aws/virtual-clock.ts';
import { main } from '../../local/clock-command.ts';
import { sharedRuntime, start, withRuntime } from './fixture.ts';

describe('the clock of a runtime, by its endpoint and its command', () => {
  const runtime = sharedRuntime({ clock: parseClockMode('step') });
  const post = (to: string, more: Record<string, string> = {}) =>
    fetch(`${runtime().endpoint}/clock`, {
      method: 'POST',
      body: new URLSearchParams({ to, ...more }),
      redirect: 'manual',
    });
  const told = async (to: string) => (await post(to)).text();
  const iso = (time: number) => new Date(time).toISOString();

  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  it('is put forward to what is due next, by a duration, or until nothing is left', async () => {
    const { clock } = runtime();
    clock.start();
    for (const hours of [2, 30, 60]) clock.at(start + hours * 3_600_000, () => {});
    expect(await told('next')).toBe(iso(start + 2 * 3_600_000));
    expect(await told('1 day')).toBe(iso(start + 26 * 3_600_000));
    expect(await told('90 minutes')).toBe(iso(start + 27.5 * 3_600_000));
    expect(await told('until-message')).toBe(iso(start + 60 * 3_600_000));
    expect(await told('until-quiet')).toBe(iso(start + 60 * 3_600_000));
    expect(await (await fetch(`${runtime().endpoint}/clock`)).text()).toBe(iso(clock.now()));
  });

  it('stops at the first message that is sent on the way', async () => {
    const { clock, outbox } = runtime();
    const from = clock.now();
    const mail = { id: 'one', at: 0, to: '', from: '', tags: {}, channel: 'sms' as const, body: '' };
    clock.at(from + 2 * 3_600_000, () => outbox.add({ ...mail, events: [], messageType: '', segments: 1 }));
    for (const hours of [1, 3]) clock.at(from + hours * 3_600_000, () => {});
    expect(await told('until-message')).toBe(iso(from + 2 * 3_600_000));
  });

  it('returns to the page whose button was pressed, and to no other server', async () => {
    const back = await post('1 minute', { back: '/outbox?lang=ja' });
    expect([back.status, back.headers.get('location')]).toEqual([303, '/outbox?lang=ja']);
    for (const elsewhere of ['//elsewhere.example', '/\\elsewhere.example', '/\t/elsewhere.example', '/x\r\na: b']) {
      const answer = await post('1 minute', { back: elsewhere });
      expect([elsewhere, answer.status, answer.headers.get('location')]).toEqual([elsewhere, 200, null]);
    }
  });

  it.each(['tomorrow', '0 days', '3 years'])('refuses "%s", naming what there is', async (to) => {
    const answer = await post(to);
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('until-quiet')]);
  });

  it('goes no further than two years at once, and says so', async () => {
    const answer = await post('900 weeks');
    expect([answer.status, await answer.text()]).toEqual([
      400,
      '"900 weeks" is too long: the clock goes forward by 104 weeks at most at once.\n',
    ]);
  });

  it('is put forward by npm run clock, which says when nothing is left to wait for', async () => {
    const printed: string[] = [];
    const line = { print: (text: string) => printed.push(text), printError: (text: string) => printed.push(text) };
    const { port } = new URL(runtime().endpoint);
    const from = runtime().clock.now();
    expect(await main(['--port', port, '2', 'days'], line)).toBe(0);
    expect(await main(['--port', port, 'next'], line)).toBe(0);
    expect(await main(['--port', port, 'soon'], line)).toBe(2);
    expect(await main(['--port', '1', 'next'], line)).toBe(1);
    expect(await main(['--prot', '1'], line)).toBe(2);
    expect(printed).toEqual([
      iso(from + 2 * 86_400_000),
      'Nothing is left to wait for.',
      expect.stringContaining('"soon" is no time'),
      expect.stringContaining('Nothing answers at http://127.0.0.1:1'),
      expect.stringContaining('--prot'),
    ]);
  });

  it('is put forward where AWS_ENDPOINT_URL leads on this machine, unless --port names another', async () => {
    const printed: string[] = [];
    const line = { print: (text: string) => printed.push(text), printError: (text: string) => printed.push(text) };
    vi.stubEnv('AWS_ENDPOINT_URL', `${runtime().endpoint}/`);
    const from = runtime().clock.now();
    expect(await main(['1', 'day'], line)).toBe(0);
    expect(await main(['--port', '1', 'next'], line)).toBe(1);
    expect(printed).toEqual([iso(from + 86_400_000), expect.stringContaining('Nothing answers at http://127.0.0.1:1')]);
  });

  it('is asked at the usual port where AWS_ENDPOINT_URL leads elsewhere', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(new URL(url).origin);
      return new Response('2026-03-01T00:00:00Z');
    });
    for (const endpoint of ['https://events.example.com', 'no address']) {
      vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
      expect(await main([], { print: () => {}, printError: () => {} })).toBe(0);
    }
    expect(asked).toEqual(['http://127.0.0.1:4310', 'http://127.0.0.1:4310']);
  });

  it('is not put forward by hand where it runs by itself', async () => {
    await withRuntime(async ({ endpoint }) => {
      const answer = await fetch(`${endpoint}/clock`, { method: 'POST', body: 'to=next' });
      expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('runs by itself')]);
    });
  });
});
