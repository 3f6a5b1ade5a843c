require "aws-sdk-eventbridge" # gem install aws-sdk-eventbridge
require "json"
require "time"

CLIENT = Aws::EventBridge::Client.new

# Posts an event to Aftercart. detail[:id] stays the same when it is posted again.
def post_event(type, detail)
  entry = {
    event_bus_name: ENV.fetch("AFTERCART_BUS", "aftercart"),
    source: "store.#{detail[:shop]}",
    detail_type: type,
    detail: JSON.generate(detail)
  }
  failed = nil
  5.times do |attempt|
    answer = CLIENT.put_events(entries: [entry])
    return if answer.failed_entry_count.zero?

    failed = answer.entries.first
    sleep(0.2 * 2**attempt)
  end
  raise "#{type} #{detail[:id]}: #{failed.error_code} #{failed.error_message}"
end

post_event("order.placed", {
  id: "order-4001-placed",
  occurredAt: Time.now.utc.iso8601,
  shop: "demo",
  customer: { id: "c-1001", email: "customer@example.com", locale: "ja", country: "JP" },
  order: { id: "4001", number: "#4001", total: { amount: 4800, currency: "JPY" }, lines: [] }
})
