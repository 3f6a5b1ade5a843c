# Posts one order. AFTERCART_URL is the address of the route, AFTERCART_SECRET the secret (whsec_…).
require 'base64'
require 'json'
require 'net/http'
require 'openssl'
require 'securerandom'
require 'time'

# Posts events; their ids stay the same when they are posted again. Returns what was said of each.
def post(events)
  uri = URI(ENV.fetch('AFTERCART_URL'))
  body = JSON.generate(events: events)
  key = Base64.strict_decode64(ENV.fetch('AFTERCART_SECRET').delete_prefix('whsec_'))
  5.times do |attempt|
    id = "msg_#{SecureRandom.uuid}"
    time = Time.now.to_i.to_s
    signature = Base64.strict_encode64(OpenSSL::HMAC.digest('SHA256', key, "#{id}.#{time}.#{body}"))
    answer = Net::HTTP.post(uri, body,
                            'Content-Type' => 'application/json', 'Webhook-Id' => id,
                            'Webhook-Timestamp' => time, 'Webhook-Signature' => "v1,#{signature}")
    return JSON.parse(answer.body)['results'] if answer.code == '200'

    may_help = answer.code == '429' || answer.code.start_with?('5')
    raise "#{answer.code} #{answer.body}" if !may_help || attempt == 4

    sleep 0.25 * 2**attempt
  end
end

results = post([{
  type: 'order.placed',
  detail: {
    id: 'order-4001-placed', occurredAt: Time.now.utc.iso8601,
    customer: { id: 'c-1001', email: 'customer@example.com', locale: 'ja', country: 'JP' },
    order: { id: '4001', number: '#4001', total: { amount: 4800, currency: 'JPY' }, lines: [] }
  }
}])
puts JSON.generate(results: results)
