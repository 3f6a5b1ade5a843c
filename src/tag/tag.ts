import type { Page } from './page.ts';

const idKey = 'aftercart_id';
const consentKey = 'aftercart_consent';

/** The collector takes no more at once, and no more lines of a cart. */
const most = 20;

/** Bytes; the collector takes 16 KB at once. */
const mostBytes = 16_000;

/** Milliseconds. What happens within them is sent together; what comes before a page is left, then. */
const pause = 3000;

type Command = (value: never) => unknown;

/** What is reported, beside the lines in it: the last of them are left out where there is no room. */
type Reported = readonly [event: { readonly type: string }, lines: unknown[]];

/**
 * Starts the tag in a page: it takes the page's calls, and sends them when the page is left, or three seconds after the first.
 * Without the visitor's consent, and with Global Privacy Control, nothing is stored and nothing is sent.
 */
export function startTag(page: Page): void {
  const { document, navigator } = page;
  const { src, dataset } = document.currentScript;
  const url = new URL('/in/browser', src).href;
  let events: Reported[] = [];
  let token: unknown;
  let given: unknown; // a token, or a function that gets one for the visitor
  let isTokenNew = false;
  let isWaiting = false;

  /** Reads, writes or (null) removes; undefined where storage is forbidden. */
  const stored = (key: string, value?: string | null): string | null | undefined => {
    try {
      const { localStorage } = page;
      if (value === null) localStorage.removeItem(key);
      else if (value) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch {
      return undefined;
    }
  };
  const hex = (bytes: number) =>
    Array.from(page.crypto.getRandomValues(new Uint8Array(bytes)), (byte) => (byte + 256).toString(16).slice(1)).join(
      '',
    );
  const isOpposed = () => navigator.globalPrivacyControl;
  const isAllowed = () => !isOpposed() && (stored(consentKey) ?? (dataset.consent === 'ask' ? 'no' : 'yes')) === 'yes';
  const visitor = () => {
    if (!isAllowed()) return undefined;
    const known = stored(idKey);
    return known && /^[0-9a-f]{32}$/.test(known) ? known : stored(idKey, hex(16));
  };

  const send = (body: object) => {
    const text = JSON.stringify(body);
    if (!navigator.sendBeacon?.(url, text))
      page.fetch(url, { method: 'POST', body: text, keepalive: true, mode: 'no-cors' }).catch(() => {});
  };
  const flush = () => {
    isWaiting = false;
    const id = (events[0] || isTokenNew) && visitor();
    if (!id) return;
    let body = { visitor: id, token, events: [] as object[] };
    const fits = (event: object) =>
      new TextEncoder().encode(JSON.stringify({ ...body, events: [...body.events, event] })).length <= mostBytes;
    for (const [event, lines] of events) {
      if (body.events[0] && !fits(event)) {
        send(body);
        body = { ...body, events: [] };
      }
      while (lines[0] && !fits(event)) lines.pop();
      body.events.push(event);
    }
    send(body);
    events = [];
    isTokenNew = false;
  };
  const later = () => {
    if (!isWaiting) page.setTimeout(flush, pause);
    isWaiting = true;
  };
  const forget = () => {
    const id = stored(idKey);
    events = [];
    token = given = undefined;
    isTokenNew = false;
    if (!id) return;
    stored(idKey, null);
    send({ visitor: id, forget: true });
  };
  const report = (type: string) => (what: { readonly lines?: readonly unknown[] }) => {
    const lines = Array.from(what.lines ?? []).slice(0, most);
    const event = { id: hex(8), type, [type === 'view' ? 'product' : type]: { ...what, ...(what.lines && { lines }) } };
    // Of carts and checkouts only the last one counts.
    events = [...events.filter(([one]) => type === 'view' || one.type !== type), [event, lines] as const].slice(-most);
    later();
  };

  const identify = async () => {
    const id = given && visitor();
    if (!id) return;
    const asked = given;
    const answer = await (typeof asked === 'function' ? asked(id) : asked);
    if (given !== asked || stored(idKey) !== id) return; // it was reset meanwhile, or somebody else signed in
    token = answer || undefined;
    isTokenNew = token !== undefined;
    flush();
  };

  const commands: Readonly<Record<string, Command>> = {
    view: report('view'),
    cart: report('cart'),
    checkout: report('checkout'),
    identify: (value: unknown) => {
      given = value;
      return identify();
    },
    consent: (isGiven: boolean) => {
      stored(consentKey, isGiven ? 'yes' : 'no');
      if (!isGiven) return forget();
      later();
      return identify();
    },
    reset: forget,
    id: (tell: (id: string | undefined) => void) => tell(visitor() ?? undefined),
  };
  const call = async (name: unknown, value?: unknown) => {
    try {
      await commands[String(name)]?.(value as never); // the page's own code says what it is
    } catch (error) {
      page.console.warn('aftercart', name, error);
    }
  };

  if (isOpposed()) forget();
  const { q = [] } = page.aftercart ?? {};
  page.aftercart = call;
  for (const name of ['view', 'cart', 'checkout', 'identify']) {
    const value = dataset[name];
    if (value) call(name, name === 'identify' ? value : read(value));
  }
  for (const earlier of q) call(...(Array.from(earlier) as [unknown, unknown])); // a name and its value
  page.addEventListener('pagehide', flush);
  page.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flush(), true);
}

/** JSON of an attribute. What cannot be read is reported as nothing that the collector takes, and so seen. */
function read(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}
