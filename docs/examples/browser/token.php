<?php
// Prints a token that is good for an hour. AFTERCART_SECRET is the secret, the argument the visitor's id.
function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

function visitorToken(array $claims): string
{
    $parts = [['alg' => 'HS256', 'typ' => 'JWT'], $claims + ['exp' => time() + 3600]];
    $signed = implode('.', array_map(fn ($part) => base64url(json_encode($part, JSON_THROW_ON_ERROR)), $parts));
    return $signed . '.' . base64url(hash_hmac('sha256', $signed, getenv('AFTERCART_SECRET'), true));
}

echo visitorToken([
    'sub' => 'c-1001',
    'email' => 'customer@example.com',
    'email_verified' => true,
    'visitor' => $argv[1],
]), "\n";
