"""Posts one order. AFTERCART_URL is the address of the route, AFTERCART_SECRET the secret (whsec_…)."""
import base64
import hashlib
import hmac
import json
import os
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timezone


def post(events):
    """Posts events; their ids stay the same when they are posted again. Returns what was said of each."""
    body = json.dumps({"events": events}).encode()
    key = base64.b64decode(os.environ["AFTERCART_SECRET"].removeprefix("whsec_"))
    for attempt in range(5):
        message, now = f"msg_{uuid.uuid4()}", str(int(time.time()))
        signature = hmac.new(key, f"{message}.{now}.".encode() + body, hashlib.sha256).digest()
        headers = {
            "Content-Type": "application/json",
            "Webhook-Id": message,
            "Webhook-Timestamp": now,
            "Webhook-Signature": "v1," + base64.b64encode(signature).decode(),
        }
        request = urllib.request.Request(os.environ["AFTERCART_URL"], body, headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)["results"]
        except urllib.error.HTTPError as error:
            if error.code not in (429, 500, 502, 503, 504) or attempt == 4:
                raise RuntimeError(error.read().decode()) from error
        time.sleep(0.25 * 2**attempt)


results = post([
    {
        "type": "order.placed",
        "detail": {
            "id": "order-4001-placed",
            "occurredAt": datetime.now(timezone.utc).isoformat(),
            "customer": {"id": "c-1001", "email": "customer@example.com", "locale": "ja", "country": "JP"},
            "order": {"id": "4001", "number": "#4001", "total": {"amount": 4800, "currency": "JPY"}, "lines": []},
        },
    }
])
print(json.dumps({"results": results}))
