-- Sets the counters from the record: what MongoDB has reserved and sold, plus the running holds that have no order
-- yet, which only Redis knows; and the line from the places that the record keeps. Writes nothing when the state
-- changed since the record was read.
-- ARGV: the revision seen before reading ("" when there was no state), then a JSON of {version, closed, paused, fair,
--   perCustomer, holdMs, seq, number, pools = [{variant, allocated}], waiters = [{user, variant, quantity, hold, entry,
--   number, lobby}], holds = [{id, user, variant, quantity, status, expiresAt, entry, offered}]}
local seen = redis.call("HMGET", STATE, "rev", "seq")
if (seen[1] and seen[1] .. ":" .. seen[2] or "") ~= ARGV[1] then return { "CHANGED" } end
local record = cjson.decode(ARGV[2])
local at = now()

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
local held, committed = {}, {}
local left, before = {}, {}
for _, pool in ipairs(record.pools) do
  held[pool.variant], committed[pool.variant], left[pool.variant] = 0, 0, pool.allocated
  before[pool.variant] = redis.call("HMGET", STATE, pool.variant .. ":available", pool.variant .. ":held",
    pool.variant .. ":quarantined", pool.variant .. ":committed")
end
local function count(hold)
  units[hold.user] = (units[hold.user] or 0) + hold.quantity
  ids[hold.user] = ids[hold.user] or {}
  left[hold.variant] = left[hold.variant] - hold.quantity
  if hold.status == "committed" then
    committed[hold.variant] = committed[hold.variant] + hold.quantity
  else
    held[hold.variant] = held[hold.variant] + hold.quantity
    table.insert(ids[hold.user], hold.id)
    redis.call("ZADD", EXPIRY, hold.expiresAt, hold.id)
  end
end

for _, hold in ipairs(record.holds) do
  -- The record knows that it is over, and not how it ended: what is known of that stays.
  local known = hold.status == "expired" and redis.call("HGET", HOLDS, hold.id)
  if known and cjson.decode(known).status == "released" then hold.status = "released" end
  keep(hold)
  if hold.status == "paying" or hold.status == "committed" then count(hold) end
end
local lost, kept = {}, {}
for _, hold in ipairs(running) do
  if hold.quantity <= left[hold.variant] then
    -- A hold set aside is looked at again: the sweep asks once more how its payment stands.
    if hold.status == "quarantined" then hold.status = "paying" end
    kept[hold.id] = true
    keep(hold)
    count(hold)
  else
    hold.status = "expired"
    lost[#lost + 1] = keep(hold)
  end
end
for user, total in pairs(units) do keep_customer(user, total, ids[user]) end

local seq = math.max(tonumber(seen[2] or 0), record.seq)
local names = {}
for _, pool in ipairs(record.pools) do names[#names + 1] = pool.variant end
redis.call("HSET", STATE, "pools", table.concat(names, " "), "version", record.version,
  "closed", record.closed and 1 or 0, "paused", record.paused and 1 or 0, "fair", record.fair,
  "perCustomer", record.perCustomer, "holdMs", record.holdMs, "seq", seq,
  "number", math.max(number("number") or 0, record.number), "run", this_run())
for index, pool in ipairs(record.pools) do
  local variant = pool.variant
  redis.call("HSET", STATE, variant .. ":index", index, variant .. ":allocated", pool.allocated,
    variant .. ":available", left[variant], variant .. ":held", held[variant], variant .. ":quarantined", 0,
    variant .. ":committed", committed[variant], variant .. ":waiting", 0)
  local was = before[variant]
  if seq == 0 then
    log("allocated", variant, pool.allocated, nil, at)
  elseif not was[1] or tonumber(was[1]) ~= left[variant] or was[2] + was[3] ~= held[variant]
    or tonumber(was[4]) ~= committed[variant] then
    log("recounted", variant, 0, nil, at)
  end
end
redis.call("DEL", WAITERS, LINE)
-- Whose offer still runs is not in line. And a person has one place: how an earlier one ended may have been lost with
-- Redis before the record heard of it.
local standing = {}
for _, waiter in ipairs(record.waiters) do
  if not kept[waiter.hold] and not recorded[waiter.hold] then standing[waiter.user] = waiter end
end
for _, waiter in pairs(standing) do
  line_up(waiter)
  move(waiter.variant, "waiting", 1)
end
for _, variant in ipairs(names) do offer(variant, at) end
changed()
return { "DONE", lost }
