import { expect, it } from 'vitest';
import { differences, historyFrom } from './histories.ts';

it.each(Array.from({ length: 10 }, (_, nth) => 1 + nth * 15))(
  'joining the names of one customer loses nothing, whatever is written meanwhile (15 histories from seed %i)',
  async (first) => {
    for (let seed = first; seed < first + 15; seed += 1) {
      expect(await differences(historyFrom(seed)), `npm run histories -- --seed ${seed} --count 1`).toEqual([]);
    }
  },
);

it.each(Array.from({ length: 4 }, (_, nth) => 1 + nth * 15))(
  'joining the names of one customer asks to confirm their agreement once (15 histories from seed %i)',
  async (first) => {
    for (let seed = first; seed < first + 15; seed += 1) {
      const history = historyFrom(seed, true);
      expect(await differences(history), `npm run histories -- --double-opt-in --seed ${seed} --count 1`).toEqual([]);
    }
  },
);
