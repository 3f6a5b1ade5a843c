<?php
require 'vendor/autoload.php'; // composer require aws/aws-sdk-php

use Aws\EventBridge\EventBridgeClient;

/** Posts an event to Aftercart. $detail['id'] stays the same when it is posted again. */
function postEvent(EventBridgeClient $client, string $type, array $detail): void
{
    $entry = [
        'EventBusName' => getenv('AFTERCART_BUS') ?: 'aftercart',
        'Source' => "store.{$detail['shop']}",
        'DetailType' => $type,
        'Detail' => json_encode($detail, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE),
    ];
    for ($attempt = 1; ; $attempt++) {
        $answer = $client->putEvents(['Entries' => [$entry]]);
        if ($answer['FailedEntryCount'] === 0) {
            return;
        }
        $failed = $answer['Entries'][0];
        if ($attempt === 5) {
            throw new RuntimeException("$type {$detail['id']}: {$failed['ErrorCode']} {$failed['ErrorMessage']}");
        }
        usleep(100_000 * 2 ** $attempt);
    }
}

$client = new EventBridgeClient(['version' => 'latest', 'region' => getenv('AWS_REGION')]);
postEvent($client, 'order.placed', [
    'id' => 'order-4001-placed',
    'occurredAt' => gmdate('c'),
    'shop' => 'demo',
    'customer' => ['id' => 'c-1001', 'email' => 'customer@example.com', 'locale' => 'ja', 'country' => 'JP'],
    'order' => ['id' => '4001', 'number' => '#4001', 'total' => ['amount' => 4800, 'currency' => 'JPY'], 'lines' => []],
]);
