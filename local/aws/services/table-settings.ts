import { asJson, asText, type Json } from '../json.ts';
import type { Resource } from '../template/resource.ts';
import { AwsError } from './service.ts';

/** A table's settings beside its items, which dynalite does not know. */
interface Settings {
  isProtected: boolean;
  hasBackups: boolean;
  /** The attribute by which items expire. Locally nothing does: DynamoDB itself may take days. */
  expiresBy: string | undefined;
}

/** The settings of tables: those of the stack as the template has them, others without protection, backups and expiry. */
export class TableSettings {
  readonly #tables = new Map<string, Settings>();

  constructor(resources: readonly Resource[]) {
    for (const { name, properties } of resources) {
      const { AttributeName, Enabled } = asJson(properties.TimeToLiveSpecification);
      const recovery = asJson(properties.PointInTimeRecoverySpecification).PointInTimeRecoveryEnabled;
      this.#tables.set(name, {
        isProtected: properties.DeletionProtectionEnabled === true,
        hasBackups: recovery === true,
        expiresBy: Enabled === true ? asText(AttributeName) : undefined,
      });
    }
  }

  /** The settings of a table. */
  of(name: string): Settings {
    const found = this.#tables.get(name) ?? { isProtected: false, hasBackups: false, expiresBy: undefined };
    this.#tables.set(name, found);
    return found;
  }

  /** Switches deletion protection. @throws AwsError for any other change, which does not run locally */
  update({ TableName: name, DeletionProtectionEnabled: wanted, ...others }: Json): void {
    if (typeof wanted !== 'boolean' || Object.keys(others).length > 0) {
      throw new AwsError('ValidationException', 'Locally UpdateTable changes DeletionProtectionEnabled only.');
    }
    this.of(String(name)).isProtected = wanted;
  }

  /** @throws AwsError when the table is protected from deletion */
  assertDeletable(name: string): void {
    if (!this.of(name).isProtected) return;
    const message = `Resource cannot be deleted as it is currently protected against deletion: ${name}`;
    throw new AwsError('ValidationException', message);
  }

  /** UpdateContinuousBackups and, without a specification, DescribeContinuousBackups. */
  backups({ TableName: name, PointInTimeRecoverySpecification: wanted }: Json): Json {
    const settings = this.of(String(name));
    if (wanted !== undefined) settings.hasBackups = asJson(wanted).PointInTimeRecoveryEnabled === true;
    const status = settings.hasBackups ? 'ENABLED' : 'DISABLED';
    const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus: status };
    return { ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription } };
  }

  /** UpdateTimeToLive. */
  setExpiry({ TableName: name, TimeToLiveSpecification: wanted }: Json): Json {
    const { AttributeName, Enabled } = asJson(wanted);
    this.of(String(name)).expiresBy = Enabled === true ? asText(AttributeName) : undefined;
    return { TimeToLiveSpecification: wanted };
  }

  /** DescribeTimeToLive. */
  expiry({ TableName: name }: Json): Json {
    const { expiresBy } = this.of(String(name));
    const enabled = expiresBy !== undefined;
    const description = {
      TimeToLiveStatus: enabled ? 'ENABLED' : 'DISABLED',
      ...(enabled && { AttributeName: expiresBy }),
    };
    return { TimeToLiveDescription: description };
  }
}
