#!/bin/sh
# Posts one order. AFTERCART_URL is the address of the route, AFTERCART_SECRET the secret (whsec_…). Needs curl and openssl.
set -eu
body='{"type":"order.placed","detail":{
  "id": "order-4001-placed", "occurredAt": "'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'",
  "customer": { "id": "c-1001", "email": "customer@example.com", "locale": "ja", "country": "JP" },
  "order": { "id": "4001", "number": "#4001", "total": { "amount": 4800, "currency": "JPY" }, "lines": [] }
}}'
id="msg_$(openssl rand -hex 16)"
time=$(date +%s)
key=$(printf '%s' "${AFTERCART_SECRET#whsec_}" | openssl base64 -d -A | od -An -tx1 | tr -d ' \n')
signature=$(printf '%s.%s.%s' "$id" "$time" "$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
curl --silent --show-error --fail-with-body --retry 4 \
  --header 'Content-Type: application/json' --header "Webhook-Id: $id" --header "Webhook-Timestamp: $time" \
  --header "Webhook-Signature: v1,$signature" --data-binary "$body" "$AFTERCART_URL"
