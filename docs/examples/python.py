import json
import os
import time
from datetime import datetime, timezone

import boto3

client = boto3.client("events", region_name=os.environ.get("AWS_REGION"))


def post_event(event_type, detail):
    """Posts an event to Aftercart. detail["id"] stays the same when it is posted again."""
    entry = {
        "EventBusName": os.environ.get("AFTERCART_BUS", "aftercart"),
        "Source": f"store.{detail['shop']}",
        "DetailType": event_type,
        "Detail": json.dumps(detail),
    }
    for attempt in range(5):
        answer = client.put_events(Entries=[entry])
        if answer["FailedEntryCount"] == 0:
            return
        time.sleep(0.2 * 2**attempt)
    failed = answer["Entries"][0]
    raise RuntimeError(f"{event_type} {detail['id']}: {failed['ErrorCode']} {failed.get('ErrorMessage')}")


post_event("order.placed", {
    "id": "order-4001-placed",
    "occurredAt": datetime.now(timezone.utc).isoformat(),
    "shop": "demo",
    "customer": {"id": "c-1001", "email": "customer@example.com", "locale": "ja", "country": "JP"},
    "order": {"id": "4001", "number": "#4001", "total": {"amount": 4800, "currency": "JPY"}, "lines": []},
})
