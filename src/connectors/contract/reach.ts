/** The platform `fetch`, as far as connectors use it. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** An access token and its means of renewal, as it is stored beside the secrets. */
export interface Token {
  readonly access: string;
  /** Epoch milliseconds. */
  readonly until: number;
  readonly refresh?: string;
  /** A digest of the credentials that were set when it was got. Undefined: from a version that did not note them. */
  readonly from?: string;
}

/**
 * Gets a new access token.
 * @param old the one that is kept, with its means of renewal
 * @param areNew true if the shop has set credentials since that one was got: they go first
 */
export type Renewal = (old: Token | undefined, areNew?: boolean) => Promise<Token>;

/** What a connector reaches a platform's API with. */
export interface Reach {
  readonly fetch: Fetch;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The credentials that the shop has set, by name: `clientId`, `apiKey`. */
  readonly credentials: Readonly<Record<string, string>>;
  /**
   * The access token.
   * @param renew gets a new one; called when there is none, it is over, or the shop has set other credentials; by one caller at
   * a time
   */
  token(renew: Renewal): Promise<string>;
  /** Says that the platform no longer accepts the token: the next call renews it. */
  forgetToken(): Promise<void>;
}
