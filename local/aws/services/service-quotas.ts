import { arn } from '../account.ts';
import type { Ids } from '../ids.ts';
import type { Json } from '../json.ts';
import type { Quotas } from '../quotas.ts';
import { AwsError, type Operation, required, type Service } from './service.ts';

/** Functions that an account without a set of quotas of its own runs at once, as most do. */
export const usualConcurrency = 1000;

/** Service Quotas, for the one that decides how much runs at once: Lambda's concurrent executions. */
export class ServiceQuotas implements Service {
  readonly id = 'servicequotas';
  readonly operations: Readonly<Record<string, Operation>>;

  constructor(quotas: Quotas, ids: Ids) {
    const quota: Json = {
      ServiceCode: 'lambda',
      ServiceName: 'AWS Lambda',
      QuotaCode: 'L-B99A9384',
      QuotaName: 'Concurrent executions',
      QuotaArn: arn('servicequotas', 'lambda/L-B99A9384'),
      Value: quotas.lambdaConcurrency ?? usualConcurrency,
      Unit: 'None',
      Adjustable: true,
      GlobalQuota: false,
    };
    const check = (input: Json): void => {
      const [service, code] = [required(input, 'ServiceCode'), required(input, 'QuotaCode')];
      if (service === quota.ServiceCode && code === quota.QuotaCode) return;
      throw new AwsError('NoSuchResourceException', `Locally there is only the quota lambda L-B99A9384, not ${code}.`);
    };
    this.operations = {
      GetServiceQuota: (input) => {
        check(input);
        return { Quota: quota };
      },
      RequestServiceQuotaIncrease: (input) => {
        check(input);
        const { DesiredValue } = input;
        if (typeof DesiredValue !== 'number' || DesiredValue <= Number(quota.Value)) {
          throw new AwsError('IllegalArgumentException', `DesiredValue must be more than ${String(quota.Value)}.`);
        }
        return { RequestedQuota: { ...quota, Id: ids.next(), DesiredValue, Status: 'PENDING' } };
      },
    };
  }
}
