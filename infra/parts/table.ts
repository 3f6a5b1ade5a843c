import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';

/** Customers, runs, facts and the ledger: one table, paid by the request, restorable to any second of 35 days, where old history expires. */
export function customerTable(scope: Construct, keepData: boolean): Table {
  const table = new Table(scope, 'Customers', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: 'expires', // as src/stores/dynamo-table.ts writes it
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: keepData,
    removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  new CfnOutput(Stack.of(scope), 'TableName', {
    value: table.tableName,
    description: 'Customers, runs and the ledger',
  });
  return table;
}
