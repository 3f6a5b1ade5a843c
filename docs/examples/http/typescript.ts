// Posts one order. The client is src/client/ of Aftercart's repository: copy the folder, or import it from there.
import { AftercartClient } from '../../../src/client/client.ts';

const { AFTERCART_URL: url = '', AFTERCART_SECRET: secret = '' } = process.env;
const client = new AftercartClient({ url, secret, now: Date.now });
const results = await client.post([
  {
    type: 'order.placed',
    detail: {
      id: 'order-4001-placed',
      occurredAt: new Date().toISOString(),
      customer: { id: 'c-1001', email: 'customer@example.com', locale: 'ja', country: 'JP' },
      order: { id: '4001', number: '#4001', total: { amount: 4800, currency: 'JPY' }, lines: [] },
    },
  },
]);
console.log(JSON.stringify({ results }));
