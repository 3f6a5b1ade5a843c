const encoder = new TextEncoder();
const hmac = { name: 'HMAC', hash: 'SHA-256' } as const;

/** A signature of Standard Webhooks over `id.timestamp.body`: `v1,` and base64. @param secret `whsec_…`, or any other text */
export async function signatureOf(secret: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', bytesOf(secret), hmac, false, ['sign']);
  const bytes = new Uint8Array(await crypto.subtle.sign(hmac, key, encoder.encode(text)));
  return `v1,${btoa(String.fromCharCode(...bytes))}`;
}

function bytesOf(secret: string): Uint8Array<ArrayBuffer> {
  const encoded = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : '';
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return encoder.encode(secret);
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}
