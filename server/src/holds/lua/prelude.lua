-- Shared by every script about a drop's holds. Redis runs each script in one step.
--
-- KEYS[1] state      hash: closed paused fair ("", "lobby" or "drawn") perCustomer holdMs version rev seq number run pools
--                    ("variant variant ..."), and of each pool, as "variant:name": index allocated available held
--                    quarantined committed waiting
-- KEYS[2] holds      hash: hold id -> JSON {id, user, variant, quantity, status, expiresAt, entry, offered}
-- KEYS[3] expiry     sorted set: id of every hold that has not ended, by the millisecond it is to be looked at
-- KEYS[4] customers  hash: user -> "units id id ..." (units held or bought, ids of holds that have not ended)
-- KEYS[5] keys       hash: "user:idempotency key" -> "hold id|fingerprint of the request"
-- KEYS[6] waiters    hash: user -> JSON {user, variant, quantity, hold, entry, number, lobby}
-- KEYS[7] line       sorted set: user, by the pool's index * SPAN + number
-- KEYS[8] log        stream of what happened, by seq, until the record has it
local STATE, HOLDS, EXPIRY, CUSTOMERS, ATTEMPTS = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local WAITERS, LINE, LOG = KEYS[6], KEYS[7], KEYS[8]
-- More places than one pool ever has in its line; twelve times as many are exact in a score.
local SPAN = 1e12
-- For late retries; as long as hold.store.ts keeps the pointers of others.
local KEEP_SECONDS = 24 * 3600

local function now()
  local time = redis.call("TIME")
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- Which start of Redis this is. A state from before may be an old one: what was written last is lost in a crash, a
-- failover or a restore. So it must be counted anew before anybody is admitted by it.
local function this_run()
  return string.match(redis.call("INFO", "server"), "run_id:(%x+)")
end

local function counted_in_this_run()
  return redis.call("HGET", STATE, "run") == this_run()
end

local function number(field)
  return tonumber(redis.call("HGET", STATE, field))
end

local function move(variant, name, by)
  redis.call("HINCRBY", STATE, variant .. ":" .. name, by)
end

-- What changes without an entry in the log counts up here, so that a recount from the record notices what happened
-- while it read.
local function changed()
  redis.call("HINCRBY", STATE, "rev", 1)
end

-- One entry of the log, once the counters are as they are after it. `of`: the hold or waiter it is about, if any.
local function log(kind, variant, quantity, of, at)
  local seq = redis.call("HINCRBY", STATE, "seq", 1)
  local units = redis.call("HMGET", STATE, variant .. ":available", variant .. ":held", variant .. ":quarantined",
    variant .. ":committed")
  redis.call("XADD", LOG, seq .. "-0", "kind", kind, "variant", variant, "quantity", quantity, "at", at,
    "available", units[1], "held", units[2] + units[3], "sold", units[4],
    "entry", of and of.entry or "", "user", of and of.user or "", "hold", of and (of.hold or of.id) or "",
    -- Whether it is about a place in line, and which.
    "line", of and (of.hold or of.offered) and 1 or 0, "number", of and of.number or "",
    "lobby", of and of.lobby and 1 or 0)
end

local function hold_of(id)
  local json = redis.call("HGET", HOLDS, id)
  return json and cjson.decode(json)
end

local function keep(hold)
  local json = cjson.encode(hold)
  redis.call("HSET", HOLDS, hold.id, json)
  return json
end

local function customer(user)
  local text = redis.call("HGET", CUSTOMERS, user)
  local units, ids = 0, {}
  if text then
    for word in string.gmatch(text, "%S+") do
      if #word == 24 then ids[#ids + 1] = word else units = tonumber(word) end
    end
  end
  return units, ids
end

local function keep_customer(user, units, ids)
  if units == 0 and #ids == 0 then
    redis.call("HDEL", CUSTOMERS, user)
  else
    redis.call("HSET", CUSTOMERS, user, units .. " " .. table.concat(ids, " "))
  end
end

-- Reserves available units for a customer, who has `units` and the holds `ids` by now.
local function grant(hold, units, ids, at)
  move(hold.variant, "available", -hold.quantity)
  move(hold.variant, "held", hold.quantity)
  hold.status = "active"
  hold.expiresAt = at + number("holdMs")
  ids[#ids + 1] = hold.id
  keep_customer(hold.user, units + hold.quantity, ids)
  redis.call("ZADD", EXPIRY, hold.expiresAt, hold.id)
  -- Whoever has the id of a hold finds its drop; what was granted by turn is found from here on.
  if hold.offered then
    redis.call("SET", "hold:" .. hold.id, string.match(STATE, "{(%x+)}"), "EX", KEEP_SECONDS)
  end
  log(hold.offered and "offered" or "held", hold.variant, hold.quantity, hold, at)
  return keep(hold)
end

local function pools()
  local found = {}
  for variant in string.gmatch(redis.call("HGET", STATE, "pools"), "%x+") do found[#found + 1] = variant end
  return found
end

local function waiter_of(user)
  local json = redis.call("HGET", WAITERS, user)
  return json and cjson.decode(json)
end

local function line_up(waiter)
  redis.call("HSET", WAITERS, waiter.user, cjson.encode(waiter))
  redis.call("ZADD", LINE, number(waiter.variant .. ":index") * SPAN + waiter.number, waiter.user)
end

local function place_of(waiter)
  local first = number(waiter.variant .. ":index") * SPAN
  local ahead = redis.call("ZCOUNT", LINE, first, "(" .. (first + waiter.number))
  return { "WAITING", cjson.encode(waiter), ahead, number("seq") }
end

local function step_out(waiter)
  redis.call("HDEL", WAITERS, waiter.user)
  redis.call("ZREM", LINE, waiter.user)
  move(waiter.variant, "waiting", -1)
end

-- Offers a pool's available units to those who wait for them, in their order. Called by every script that puts units
-- back, so that no newcomer comes in between: while a drop sells, a pool with somebody in line has nothing available.
local function offer(variant, at)
  if number("closed") == 1 or number("paused") == 1 or redis.call("HGET", STATE, "fair") == "lobby" then return end
  local first = number(variant .. ":index") * SPAN
  while number(variant .. ":available") > 0 do
    local user = redis.call("ZRANGEBYSCORE", LINE, first, "(" .. (first + SPAN), "LIMIT", 0, 1)[1]
    if not user then return end
    local waiter = waiter_of(user)
    local units, ids = customer(user)
    local quantity = math.min(waiter.quantity, number(variant .. ":available"), number("perCustomer") - units)
    step_out(waiter)
    if quantity > 0 then
      local hold = { id = waiter.hold, user = user, variant = variant, quantity = quantity, entry = waiter.entry }
      hold.offered, hold.number = true, waiter.number
      grant(hold, units, ids, at)
    else
      -- They took as many as one may have some other way.
      log("left", variant, waiter.quantity, waiter, at)
    end
  end
end

-- Takes a hold off its owner's list; `units` is what leaves their account (0 when they bought it).
local function forget(hold, units)
  local had, ids = customer(hold.user)
  local left = {}
  for _, id in ipairs(ids) do
    if id ~= hold.id then left[#left + 1] = id end
  end
  keep_customer(hold.user, had - units, left)
  redis.call("ZREM", EXPIRY, hold.id)
end

-- Gives a hold's units back to the drop, or to whoever waits for them.
local function give_back(hold, status)
  local at = now()
  move(hold.variant, hold.status == "quarantined" and "quarantined" or "held", -hold.quantity)
  move(hold.variant, "available", hold.quantity)
  forget(hold, hold.quantity)
  hold.status = status
  log(status, hold.variant, hold.quantity, hold, at)
  offer(hold.variant, at)
  return keep(hold)
end
