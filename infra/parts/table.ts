import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings.ts';

/** The table that the stage goes on with, or a new one. */
export function tableOf(scope: Construct, { keepData, existing }: StageSettings): ITable {
  const table = existing?.table
    ? Table.fromTableName(scope, 'ExistingCustomers', existing.table)
    : customerTable(scope, keepData);
  const description = 'Customers, runs and the ledger';
  new CfnOutput(Stack.of(scope), 'TableName', { value: table.tableName, description });
  return table;
}

/** Customers, runs, facts and the ledger: one table, paid by the request, restorable to any second of 35 days, where old history expires. */
function customerTable(scope: Construct, keepData: boolean): Table {
  return new Table(scope, 'Customers', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: 'expires', // as src/aws/dynamo-table.ts writes it
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: keepData,
    removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}
