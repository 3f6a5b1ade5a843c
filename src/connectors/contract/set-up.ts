import type { Words } from '../../commerce/words.ts';
import type { DeliveryHeaders } from './delivery.ts';

/**
 * How a shop connects, for docs/connect.md: what to click and type, in both languages. `set-up.ts` of each connector's folder
 * exports it as `setUp`, and nothing imports that file but set-ups.ts, so that no function carries these texts.
 */
export interface SetUp {
  /** One or two sentences: what the platform sends, and what that is good for. */
  readonly about: Words;
  /**
   * The steps, in Markdown. `{url}` stands for the address of the connector's route, `{stage}` for the stage.
   */
  readonly steps: readonly Words[];
  /** What the shop puts into a setting, and where it finds that, by the setting's name. An error about a placeholder says it too. */
  readonly finds?: Readonly<Record<string, Words>>;
  /** What the platform does not report, and what to do about it. */
  readonly limits?: readonly Words[];
  /** Files that the platform is given, by name, as `npm run build` writes them into the connector's folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** Minutes that the steps take. */
  readonly minutes: number;
  /** A delivery as the platform documents it. */
  readonly example: { readonly headers: DeliveryHeaders; readonly body: unknown };
}
