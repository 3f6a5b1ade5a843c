/** The fields that are read, by their names in Saleor's schema; they are the same for webhooks and for what is asked. */
const fragments = `fragment Amount on Money { amount currency }
fragment Place on Address { firstName lastName phone country { code } }
fragment Goods on ProductVariant { name product { id name slug thumbnail(size: 512) { url } } }
fragment OrderParts on Order {
  id number created updatedAt status origin isPaid userEmail languageCodeEnum checkoutId
  channel { slug }
  user { id email firstName lastName isConfirmed }
  billingAddress { ...Place }
  shippingAddress { ...Place }
  metadata { key value }
  total { gross { ...Amount } }
  totalRefunded { ...Amount }
  lines {
    productName variantName translatedProductName translatedVariantName quantity
    unitPrice { gross { ...Amount } }
    variant { ...Goods }
  }
  fulfillments { id status created trackingNumber metadata { key value } }
}`;

const ownFragments = `fragment CheckoutParts on Checkout {
  id token created updatedAt email languageCode
  channel { slug }
  user { id email firstName lastName isConfirmed }
  billingAddress { ...Place }
  shippingAddress { ...Place }
  metadata { key value }
  totalPrice { gross { ...Amount } }
  lines { quantity unitPrice { gross { ...Amount } } variant { ...Goods } }
}
fragment UserParts on User {
  id email firstName lastName isActive isConfirmed isStaff languageCode dateJoined updatedAt
  metadata { key value }
  defaultBillingAddress { ...Place }
  defaultShippingAddress { ...Place }
}`;

/** Which event has which thing. */
const events: readonly (readonly [thing: string, names: readonly string[]])[] = [
  [
    'order { ...OrderParts }',
    [
      'OrderCreated',
      'OrderConfirmed',
      'OrderPaid',
      'OrderFullyPaid',
      'OrderUpdated',
      'OrderCancelled',
      'OrderExpired',
      'OrderRefunded',
      'OrderFullyRefunded',
      'OrderFulfilled',
      'FulfillmentCreated',
      'FulfillmentApproved',
      'FulfillmentTrackingNumberUpdated',
    ],
  ],
  ['checkout { ...CheckoutParts }', ['CheckoutCreated', 'CheckoutUpdated', 'CheckoutMetadataUpdated']],
  ['user { ...UserParts }', ['CustomerCreated', 'CustomerUpdated', 'CustomerMetadataUpdated']],
];

/** What a webhook is given as its subscription query: it says which events come, and what they hold. */
export const subscription = `subscription Aftercart {
  event {
    issuedAt
${events.flatMap(([thing, names]) => names.map((name) => `    ... on ${name} { ${thing} }`)).join('\n')}
  }
}
${fragments}
${ownFragments}
`;

/** Asks for a page of the orders that changed, the oldest change first. `where` is newer, and unknown before Saleor 3.22. */
export const changedOrdersQuery = `query ChangedOrders($since: DateTime, $after: String) {
  orders(first: 100, after: $after, filter: { updatedAt: { gte: $since } }, sortBy: { field: LAST_MODIFIED_AT, direction: ASC }) {
    pageInfo { hasNextPage endCursor }
    edges { node { ...OrderParts } }
  }
}
${fragments}
`;
