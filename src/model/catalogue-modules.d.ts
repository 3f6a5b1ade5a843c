/** The store's settings, its segments and the journeys' rules, without messages: put into the bundles by build/bundle.ts. */
declare module 'aftercart:catalogue' {
  const catalogue: {
    readonly settings: import('./store-settings.ts').StoreSettings;
    readonly segments: import('./segment.ts').Segments;
    readonly journeys: Readonly<Record<string, import('./journey.ts').JourneyRules>>;
  };
  export default catalogue;
}

/** The compiled messages by journey and name, each journey's read when it is first asked for: only deliver-message and explain-delivery carry them. */
declare module 'aftercart:messages' {
  const messages: Readonly<Record<string, Readonly<Record<string, import('./catalogue.ts').MessageTemplates>>>>;
  export default messages;
}

/** The script of the shop's pages as it is served: put into the bundle of collect-browsing by build/page-tag.ts. */
declare module 'aftercart:tag' {
  const tag: {
    readonly text: string;
    /** The text compressed with gzip, in base64. */
    readonly gzip: string;
    readonly etag: string;
  };
  export default tag;
}
