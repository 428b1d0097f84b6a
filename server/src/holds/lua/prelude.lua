-- Shared by every script about a drop's holds. Redis runs each script in one step.
--
-- KEYS[1] state      hash: allocated available held quarantined committed closed perCustomer holdMs rev run
-- KEYS[2] holds      hash: hold id -> JSON {id, user, quantity, status, expiresAt}
-- KEYS[3] expiry     sorted set: id of every hold that has not ended, by the millisecond it is to be looked at
-- KEYS[4] customers  hash: user -> "units id id ..." (units held or bought, ids of holds that have not ended)
-- KEYS[5] keys       hash: "user:idempotency key" -> "hold id|fingerprint of the request"
local STATE, HOLDS, EXPIRY, CUSTOMERS, ATTEMPTS = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]

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

local function move(field, by)
  redis.call("HINCRBY", STATE, field, by)
end

-- Every change counts up, so that a recount from the record notices what happened while it read.
local function changed()
  redis.call("HINCRBY", STATE, "rev", 1)
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

-- Gives a hold's units back to the drop.
local function give_back(hold, status)
  move(hold.status == "quarantined" and "quarantined" or "held", -hold.quantity)
  move("available", hold.quantity)
  forget(hold, hold.quantity)
  hold.status = status
  changed()
  return keep(hold)
end
