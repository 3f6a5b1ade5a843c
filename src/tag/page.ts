/** What the tag needs of a browser. Whatever may be missing or forbidden there is optional or may throw. */
export interface Page {
  readonly document: {
    /** The script element that is being run. */
    readonly currentScript: { readonly src: string; readonly dataset: Readonly<Record<string, string | undefined>> };
    readonly visibilityState: string;
  };
  readonly navigator: {
    readonly globalPrivacyControl?: boolean | string;
    sendBeacon?(url: string, body: string): boolean;
  };
  /** Throws where the visitor has forbidden it. */
  readonly localStorage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  readonly crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };
  readonly console: { warn(...words: readonly unknown[]): void };
  fetch(url: string, init: Readonly<Record<string, unknown>>): Promise<unknown>;
  setTimeout(act: () => void, milliseconds: number): number;
  addEventListener(type: string, act: () => void, capture?: boolean): void;
  /** The calls of the page: before the script is there, a function that puts them into `q`. */
  aftercart?: Calls;
}

/** A function whose first argument says what is done, and the calls that came before it was there. */
export interface Calls {
  (...call: readonly unknown[]): void;
  readonly q?: readonly ArrayLike<unknown>[];
}
