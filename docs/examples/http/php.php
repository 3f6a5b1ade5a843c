<?php
// Posts one order. AFTERCART_URL is the address of the route, AFTERCART_SECRET the secret (whsec_…). Needs ext-curl.

/** Posts events; their ids stay the same when they are posted again. Returns what was said of each. */
function postEvents(array $events): array
{
    $body = json_encode(['events' => $events], JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
    $key = base64_decode(preg_replace('/^whsec_/', '', getenv('AFTERCART_SECRET')), true);
    for ($attempt = 0; ; $attempt++) {
        $id = 'msg_' . bin2hex(random_bytes(16));
        $time = (string) time();
        $signature = base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
        $request = curl_init(getenv('AFTERCART_URL'));
        curl_setopt_array($request, [
            CURLOPT_POSTFIELDS => $body,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_TIMEOUT => 10,
            CURLOPT_HTTPHEADER => [
                'Content-Type: application/json',
                "Webhook-Id: $id",
                "Webhook-Timestamp: $time",
                "Webhook-Signature: v1,$signature",
            ],
        ]);
        $answer = curl_exec($request);
        $status = curl_getinfo($request, CURLINFO_RESPONSE_CODE);
        if ($status === 200) {
            return json_decode($answer, true, 512, JSON_THROW_ON_ERROR)['results'];
        }
        $mayHelp = $answer === false || $status === 429 || $status >= 500;
        if (!$mayHelp || $attempt === 4) {
            throw new RuntimeException("$status $answer");
        }
        usleep(250_000 * 2 ** $attempt);
    }
}

$results = postEvents([[
    'type' => 'order.placed',
    'detail' => [
        'id' => 'order-4001-placed',
        'occurredAt' => gmdate('c'),
        'customer' => ['id' => 'c-1001', 'email' => 'customer@example.com', 'locale' => 'ja', 'country' => 'JP'],
        'order' => ['id' => '4001', 'number' => '#4001', 'total' => ['amount' => 4800, 'currency' => 'JPY'], 'lines' => []],
    ],
]]);
echo json_encode(['results' => $results]), "\n";
