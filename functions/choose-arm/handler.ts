import catalogue from 'aftercart:catalogue';
import middy from '@middy/core';
import type { ChooseInput } from '../../src/contracts/step.ts';
import { openRunStores } from '../../src/platform/aws.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { taskHandler } from '../../src/platform/task.ts';
import { chooseArm } from './choose-arm.ts';

const { stores, basis } = openRunStores(environment);
const addresses = async () => (await basis()).stores.addresses;
const fixed = { ...catalogue, stores, addresses, clock: systemClock };

/** Invoked by the journeys' state machines at an `if` or a `split`. */
export const handler = middy<ChooseInput>().handler(taskHandler(async (input: ChooseInput) => chooseArm(input, fixed)));
