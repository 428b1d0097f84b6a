-- Ends a hold and gives its units back, if its status is one of those named; else tells its status.
-- ARGV: hold id, new status (released or expired), statuses it may be ended from
local hold = hold_of(ARGV[1])
if not hold then
  if redis.call("EXISTS", STATE) == 0 then return { "UNKNOWN" } end
  return { "MISSING" }
end
for i = 3, #ARGV do
  if hold.status == ARGV[i] then return { "ENDED", give_back(hold, ARGV[2]) } end
end
return { "KEPT", cjson.encode(hold) }
