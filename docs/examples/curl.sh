#!/bin/sh
# curl 7.75 or later signs the request itself.
set -eu
detail='{
  "id": "order-4001-placed", "occurredAt": "'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'", "shop": "demo",
  "customer": { "id": "c-1001", "email": "customer@example.com", "locale": "ja", "country": "JP" },
  "order": { "id": "4001", "number": "#4001", "total": { "amount": 4800, "currency": "JPY" }, "lines": [] }
}'
quoted=$(printf '%s' "$detail" | tr '\n' ' ' | sed 's/\\/\\\\/g; s/"/\\"/g')
answer=$(curl --silent --show-error --fail-with-body --retry 4 \
  --aws-sigv4 "aws:amz:$AWS_REGION:events" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
  ${AWS_SESSION_TOKEN:+--header "X-Amz-Security-Token: $AWS_SESSION_TOKEN"} \
  --header 'Content-Type: application/x-amz-json-1.1' --header 'X-Amz-Target: AWSEvents.PutEvents' \
  --data "{\"Entries\":[{\"EventBusName\":\"${AFTERCART_BUS:-aftercart}\",\"Source\":\"store.demo\",\"DetailType\":\"order.placed\",\"Detail\":\"$quoted\"}]}" \
  "${AWS_ENDPOINT_URL:-https://events.$AWS_REGION.amazonaws.com}/")
echo "$answer"
case $answer in *'"FailedEntryCount":0'*) ;; *) exit 1 ;; esac
