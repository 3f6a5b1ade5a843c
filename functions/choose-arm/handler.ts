import catalogue from 'aftercart:catalogue';
import middy from '@middy/core';
import { openRunStores } from '../../src/aws/basis.ts';
import { systemClock } from '../../src/aws/clock.ts';
import { environment } from '../../src/aws/env.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { chooseArm } from '../../src/engine/choose-arm.ts';
import type { ChooseInput } from '../../src/model/step.ts';

const { stores, basis } = openRunStores(environment);
const addresses = async () => (await basis()).stores.addresses;
const fixed = { ...catalogue, stores, addresses, clock: systemClock };

/** Invoked by the journeys' state machines at an `if` or a `split`. */
export const handler = middy<ChooseInput>().handler(taskHandler(async (input: ChooseInput) => chooseArm(input, fixed)));
