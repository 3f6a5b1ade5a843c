/** What the pages of `npm start` say beside the messages: it changes while it runs. */
export interface StartStatus {
  /** What is being done before anything can be shown. */
  preparing: string;
  /** The play under way: its percentage, and how far it has come in words. */
  playing: { readonly percent: number; readonly text: string } | undefined;
  /** What is wrong with the files under statemachines/: place, line, caret. The last good version goes on. */
  mistake: string | undefined;
  /** True if infra/settings.ts, or other code that only a new start takes over, is no longer what runs. */
  isOutdated: boolean;
  /** True if the clock is put forward by hand. */
  canStep: boolean;
}
