import { SESv2Client } from '@aws-sdk/client-sesv2';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock } from '../../src/aws/clock.ts';
import { consentSettler } from '../../src/aws/consent-settling.ts';
import { environment } from '../../src/aws/env.ts';
import { onFirstUse } from '../../src/aws/first-use.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { takeOffList } from '../../src/aws/suppression-list.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { manageCustomer } from '../../src/engine/customer/manage-customer.ts';
import type { NamedAddress } from '../../src/model/customer-request.ts';

const runtime = openRuntime(environment, consentSettler(environment));
const ses = onFirstUse(() => openClient(SESv2Client));
const unlist = async ({ value }: NamedAddress) => (value.includes('@') ? takeOffList(ses(), value) : undefined); // the list of SES holds mailboxes

/** Invoked by `npm run customer`, and callable only with permission to invoke it. Its input holds an address and is never logged. */
export const handler = middy<unknown>().handler(
  taskHandler(async (request: unknown) =>
    manageCustomer(request, { ...(await runtime()), clock: systemClock, unlist }),
  ),
);
