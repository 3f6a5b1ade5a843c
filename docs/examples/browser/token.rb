# Prints a token that is good for an hour. AFTERCART_SECRET is the secret, the argument the visitor's id. Needs nothing else.
require 'json'
require 'openssl'

def base64url(bytes) = [bytes].pack('m0').tr('+/', '-_').delete('=')

def visitor_token(claims)
  parts = [{ alg: 'HS256', typ: 'JWT' }, claims.merge(exp: Time.now.to_i + 3600)]
  signed = parts.map { |part| base64url(JSON.generate(part)) }.join('.')
  "#{signed}.#{base64url(OpenSSL::HMAC.digest('SHA256', ENV.fetch('AFTERCART_SECRET'), signed))}"
end

puts visitor_token(sub: 'c-1001', email: 'customer@example.com', email_verified: true, visitor: ARGV[0])
