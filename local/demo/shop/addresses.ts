/** Where the demo shop's own pages are, in events and mails. The outbox leads there on this machine. */
export const shopUrl = 'https://shop.example.com';

/** Where the page of a parcel is, at the carrier of the demo. */
export const carrierUrl = 'https://parcels.example.com';
