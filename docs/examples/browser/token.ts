// Prints a token that is good for an hour. src/client/ of Aftercart's repository: copy the folder, or import it from there.
import { visitorToken } from '../../../src/client/visitor-token.ts';

const { AFTERCART_SECRET: secret = '' } = process.env;
const [visitor = ''] = process.argv.slice(2);
const customer = { id: 'c-1001', email: 'customer@example.com', emailVerified: true, visitor };
console.log(await visitorToken(secret, customer, Date.now()));
