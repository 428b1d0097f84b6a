-- Ends every active hold whose time is over, and names the paying ones and those set aside that are due: only the
-- payment provider decides about those.
-- ARGV: how many at most, milliseconds until one of the latter is looked at again
if not counted_in_this_run() then return { "UNKNOWN" } end
local expired, asked = {}, {}
local at = now()
for _, id in ipairs(redis.call("ZRANGEBYSCORE", EXPIRY, "-inf", at, "LIMIT", 0, ARGV[1])) do
  local hold = hold_of(id)
  if hold.status == "active" then
    expired[#expired + 1] = give_back(hold, "expired")
  else
    -- Behind the others, so that many which cannot end yet do not keep those from ending that can.
    redis.call("ZADD", EXPIRY, at + ARGV[2], id)
    asked[#asked + 1] = cjson.encode(hold)
  end
end
return { "DUE", expired, asked }
