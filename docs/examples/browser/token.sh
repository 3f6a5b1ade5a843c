#!/bin/sh
# Prints a token that is good for an hour. AFTERCART_SECRET is the secret, $1 the visitor's id as the page tells it. Needs openssl.
set -eu
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
header=$(printf '{"alg":"HS256","typ":"JWT"}' | base64url)
claims=$(printf '{"sub":"c-1001","email":"customer@example.com","email_verified":true,"visitor":"%s","exp":%s}' \
  "$1" "$(($(date +%s) + 3600))" | base64url)
signature=$(printf '%s.%s' "$header" "$claims" | openssl dgst -sha256 -hmac "$AFTERCART_SECRET" -binary | base64url)
printf '%s.%s.%s\n' "$header" "$claims" "$signature"
