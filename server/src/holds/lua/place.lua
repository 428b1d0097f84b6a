-- Decides one attempt to hold units: who comes first is who runs first.
-- ARGV: hold id, user, quantity, idempotency key, fingerprint of the request
local id, user, quantity, key, fingerprint = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]
if not counted_in_this_run() then return { "UNKNOWN" } end

local attempt = user .. ":" .. key
local known = redis.call("HGET", ATTEMPTS, attempt)
if known then
  local known_id, known_fingerprint = string.match(known, "^(%x+)|(.*)$")
  if known_fingerprint ~= fingerprint then return { "KEY_REUSED" } end
  return { "HELD", redis.call("HGET", HOLDS, known_id) }
end

local at = now()
if number("closed") == 1 then return { "CLOSED" } end
if at < number("opensAt") then return { "NOT_OPEN" } end
local units, ids = customer(user)
if units + quantity > number("perCustomer") then return { "OVER_LIMIT" } end
local available = number("available")
if available < quantity then
  if available > 0 then return { "TOO_FEW" } end
  if number("held") + number("quarantined") > 0 then return { "ALL_HELD" } end
  return { "SOLD_OUT" }
end

move("available", -quantity)
move("held", quantity)
changed()
local hold = { id = id, user = user, quantity = quantity, status = "active", expiresAt = at + number("holdMs") }
ids[#ids + 1] = id
keep_customer(user, units + quantity, ids)
redis.call("ZADD", EXPIRY, hold.expiresAt, id)
redis.call("HSET", ATTEMPTS, attempt, id .. "|" .. fingerprint)
return { "HELD", keep(hold) }
