# Prints a token that is good for an hour. AFTERCART_SECRET is the secret, the argument the visitor's id. Needs nothing else.
import base64, hashlib, hmac, json, os, sys, time


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def visitor_token(**claims):
    parts = [{"alg": "HS256", "typ": "JWT"}, {**claims, "exp": int(time.time()) + 3600}]
    signed = ".".join(base64url(json.dumps(part).encode()) for part in parts)
    signature = hmac.new(os.environ["AFTERCART_SECRET"].encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64url(signature)}"


print(visitor_token(sub="c-1001", email="customer@example.com", email_verified=True, visitor=sys.argv[1]))
