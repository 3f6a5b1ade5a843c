import type { World } from '../world/world.ts';
import type { PlannedPause } from './history.ts';

const minute = 60_000;

/** A pause as it came to be: from when on it held for certain, and when somebody first asked for its end. */
export interface Paused extends PlannedPause {
  readonly askedAt: number;
}

/** The people of the shop who pause and resume. They ask again when a call did not work. */
export class Operators {
  readonly pauses: Paused[] = [];
  readonly #world: World;

  constructor(world: World, planned: readonly PlannedPause[]) {
    this.#world = world;
    for (const pause of planned) world.clock.at(pause.from, () => this.#pause(pause));
  }

  async #pause({ scope, from, to }: PlannedPause): Promise<void> {
    const held = await this.#turn(scope, 'pause', 1);
    const end = Math.max(to, held + minute);
    this.pauses.push({ scope, askedAt: from, from: held, to: end });
    this.#world.clock.at(end, () => void this.#turn(scope, 'resume', 1));
  }

  /** @returns when the switch said that it is done */
  async #turn(scope: PlannedPause['scope'], to: 'pause' | 'resume', attempt: number): Promise<number> {
    const { clock } = this.#world;
    if (await this.#world.turn(scope, to, `${to} ${scope} ${attempt}`)) return clock.now;
    await clock.sleep(minute);
    return this.#turn(scope, to, attempt + 1);
  }
}
