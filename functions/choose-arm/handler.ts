import catalogue from 'aftercart:catalogue';
import middy from '@middy/core';
import { systemClock } from '../../src/aws/clock.ts';
import { environment } from '../../src/aws/env.ts';
import { openRunStores } from '../../src/aws/runtime.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { chooseArm } from '../../src/engine/choose-arm.ts';
import type { ChooseInput } from '../../src/model/step.ts';

const { stores, runtime } = openRunStores(environment);
const addresses = async () => (await runtime()).stores.addresses;
const wiring = { ...catalogue, stores, addresses, clock: systemClock };

/** Invoked by the journeys' state machines at an `if` or a `split`. */
export const handler = middy<ChooseInput>().handler(
  taskHandler(async (input: ChooseInput) => chooseArm(input, wiring)),
);
