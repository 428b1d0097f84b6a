-- Ends every active hold whose time is over, and names the paying ones that are due: only the payment provider
-- decides about those.
-- ARGV: how many at most
if redis.call("EXISTS", STATE) == 0 then return { "UNKNOWN" } end
local expired, paying = {}, {}
for _, id in ipairs(redis.call("ZRANGEBYSCORE", EXPIRY, "-inf", now(), "LIMIT", 0, ARGV[1])) do
  local hold = hold_of(id)
  if hold.status == "active" then
    expired[#expired + 1] = give_back(hold, "expired")
  else
    paying[#paying + 1] = cjson.encode(hold)
  end
end
return { "DUE", expired, paying }
