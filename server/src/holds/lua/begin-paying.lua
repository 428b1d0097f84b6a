-- The owner goes to pay: the clock starts once more, one last time.
-- ARGV: hold id, user
local hold = hold_of(ARGV[1])
if not hold then
  if redis.call("EXISTS", STATE) == 0 then return { "UNKNOWN" } end
  return { "MISSING" }
end
if hold.user ~= ARGV[2] then return { "MISSING" } end
local at = now()
-- A paying one that is due and has no order was cut off before: the sweep is about to end it.
if (hold.status == "active" or hold.status == "paying") and at >= hold.expiresAt then
  return { "EXPIRED", cjson.encode(hold) }
end
if hold.status == "active" then
  hold.status = "paying"
  hold.expiresAt = at + number("holdMs")
  redis.call("ZADD", EXPIRY, hold.expiresAt, hold.id)
  changed()
  keep(hold)
end
return { "HOLD", cjson.encode(hold) }
