-- Its payment is under way as its time ends: a paying hold is given until a later moment.
-- ARGV: hold id, new expiry in ms
local hold = hold_of(ARGV[1])
if not hold then
  if redis.call("EXISTS", STATE) == 0 then return { "UNKNOWN" } end
  return { "MISSING" }
end
local until_ms = tonumber(ARGV[2])
if hold.status == "paying" and until_ms > hold.expiresAt then
  hold.expiresAt = until_ms
  redis.call("ZADD", EXPIRY, until_ms, hold.id)
  changed()
  keep(hold)
end
return { "HOLD", cjson.encode(hold) }
