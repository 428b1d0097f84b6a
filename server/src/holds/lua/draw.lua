-- Puts those who came before a fair start into the order that was drawn, and begins to serve them. Again changes nothing.
-- ARGV: a JSON of the users in their order
if not counted_in_this_run() then return { "UNKNOWN" } end
if redis.call("HGET", STATE, "fair") ~= "lobby" then return { "DONE" } end
local at = now()
for place, user in ipairs(cjson.decode(ARGV[1])) do
  local waiter = waiter_of(user)
  -- Some may have left since the list was settled.
  if waiter then
    waiter.number, waiter.lobby = place, false
    line_up(waiter)
    log("drawn", waiter.variant, waiter.quantity, waiter, at)
  end
end
-- Who came before the opening as their server knew it, when it had just been moved here: late, and behind the others.
for _, json in ipairs(redis.call("HVALS", WAITERS)) do
  local waiter = cjson.decode(json)
  if waiter.lobby then
    waiter.lobby = false
    line_up(waiter)
    log("queued", waiter.variant, waiter.quantity, waiter, at)
  end
end
redis.call("HSET", STATE, "fair", "drawn")
for _, variant in ipairs(pools()) do offer(variant, at) end
return { "DONE" }
