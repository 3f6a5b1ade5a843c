/** The fields that an order needs from an export's columns. */
export const orderFields = ['id', 'customer', 'time', 'total', 'country', 'cancellation'] as const;

export type OrderField = (typeof orderFields)[number];

/** Which column holds which field. */
export type Columns = Partial<Record<OrderField, string>>;

/** The usual names of these columns in exports, the likeliest first. */
const usual: Readonly<Record<OrderField, readonly string[]>> = {
  id: ['order_id', 'invoice_no', 'invoice', 'order_number', 'order', 'name', 'id'],
  customer: ['customer_id', 'customer', 'user_id', 'email', 'customer_email'],
  time: ['ts', 'ordered_at', 'placed_at', 'created_at', 'order_date', 'invoice_date', 'date'],
  total: ['total', 'amount', 'total_price', 'grand_total', 'total_gbp', 'total_usd', 'total_eur', 'total_jpy'],
  country: ['country', 'shipping_country', 'billing_country'],
  cancellation: ['cancellation', 'cancelled', 'is_cancelled'],
};

const necessary: readonly OrderField[] = ['id', 'customer', 'time', 'total'];

/**
 * Reads `--columns "id=Invoice,customer=Customer ID"`.
 * @throws RangeError naming what is accepted
 */
export function parseColumns(text: string): Columns {
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  const columns: Partial<Record<OrderField, string>> = {};
  for (const [field = '', column] of pairs) {
    const known = orderFields.find((name) => name === field);
    if (known === undefined || !column) {
      throw new RangeError(
        `--columns: "${field}" is not understood. Write field=column, field being one of ${orderFields.join(', ')}.`,
      );
    }
    columns[known] = column;
  }
  return columns;
}

/**
 * Finds each field's column: the one that was named, else one with a usual name.
 * @throws RangeError naming the field, the columns there are, and how to name the right one
 */
export function findColumns(header: readonly string[], named: Columns): Columns {
  const columns: Partial<Record<OrderField, string>> = {};
  for (const field of orderFields) {
    const wanted = named[field];
    const found =
      wanted === undefined
        ? usual[field].find((name) => header.includes(name))
        : header.find((name) => name === wanted);
    if (found !== undefined) columns[field] = found;
    else if (wanted !== undefined || necessary.includes(field)) throw missing(field, wanted, header);
  }
  return columns;
}

function missing(field: OrderField, wanted: string | undefined, header: readonly string[]): RangeError {
  const what =
    wanted === undefined ? `no column for the ${field} of an order was found` : `there is no column "${wanted}"`;
  return new RangeError(
    `row 1: ${what}. The columns are ${header.join(', ')}. Name the right one with --columns "${field}=…".`,
  );
}
