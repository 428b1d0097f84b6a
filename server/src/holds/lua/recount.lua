-- Sets the counters from the record: what MongoDB has reserved and sold, plus the running holds that have no order
-- yet, which only Redis knows. Writes nothing when the state changed since the record was read.
-- ARGV: the rev seen before reading ("" when there was no state), then a JSON of
--   {allocated, closed, perCustomer, holdMs, holds = [{id, user, quantity, status, expiresAt}]}
local seen = redis.call("HGET", STATE, "rev") or ""
if seen ~= ARGV[1] then return { "CHANGED" } end
local record = cjson.decode(ARGV[2])

local recorded = {}
for _, hold in ipairs(record.holds) do recorded[hold.id] = true end
local running = {}
for _, json in ipairs(redis.call("HVALS", HOLDS)) do
  local hold = cjson.decode(json)
  local ended = hold.status == "committed" or hold.status == "released" or hold.status == "expired"
  if not ended and not recorded[hold.id] then running[#running + 1] = hold end
end
-- First come, first kept, should the record leave too few for all of them.
table.sort(running, function(a, b) return a.expiresAt < b.expiresAt end)

redis.call("DEL", EXPIRY, CUSTOMERS)
local units, ids = {}, {}
local held, committed = 0, 0
local function count(hold)
  units[hold.user] = (units[hold.user] or 0) + hold.quantity
  ids[hold.user] = ids[hold.user] or {}
  if hold.status == "committed" then
    committed = committed + hold.quantity
  else
    held = held + hold.quantity
    table.insert(ids[hold.user], hold.id)
    redis.call("ZADD", EXPIRY, hold.expiresAt, hold.id)
  end
end

for _, hold in ipairs(record.holds) do
  keep(hold)
  if hold.status == "paying" or hold.status == "committed" then count(hold) end
end
local lost = {}
for _, hold in ipairs(running) do
  if hold.quantity <= record.allocated - committed - held then
    -- A hold set aside is looked at again: the sweep asks once more how its payment stands.
    if hold.status == "quarantined" then hold.status = "paying" end
    keep(hold)
    count(hold)
  else
    hold.status = "expired"
    lost[#lost + 1] = keep(hold)
  end
end
for user, total in pairs(units) do keep_customer(user, total, ids[user]) end
redis.call("HSET", STATE, "allocated", record.allocated, "available", record.allocated - committed - held,
  "held", held, "quarantined", 0, "committed", committed,
  "closed", record.closed and 1 or 0, "perCustomer", record.perCustomer, "holdMs", record.holdMs, "run", this_run())
changed()
return { "DONE", lost }
