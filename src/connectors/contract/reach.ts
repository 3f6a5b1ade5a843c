/** The platform `fetch`, as far as connectors use it. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** An access token and its means of renewal, as it is stored beside the secrets. */
export interface Token {
  readonly access: string;
  /** Epoch milliseconds. */
  readonly until: number;
  readonly refresh?: string;
}

/** What a connector reaches a platform's API with. */
export interface Reach {
  readonly fetch: Fetch;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The credentials that the shop has set, by name: `clientId`, `apiKey`. */
  readonly credentials: Readonly<Record<string, string>>;
  /**
   * The access token.
   * @param renew gets a new one; called when there is none or it is over, by one caller at a time
   */
  token(renew: (old: Token | undefined) => Promise<Token>): Promise<string>;
  /** Says that the platform no longer accepts the token: the next call renews it. */
  forgetToken(): Promise<void>;
}
