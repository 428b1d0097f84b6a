-- Decides one attempt to hold units: who comes first is who runs first.
-- ARGV: hold id, user, quantity, idempotency key, fingerprint of the request, and the drop's times in ms: when it opens,
--   when it closes ("" for never), since when its show is paused ("" when it is not)
local id, user, quantity, key, fingerprint = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]
local opens_at, closes_at, paused_at = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
if not counted_in_this_run() then return { "UNKNOWN" } end

local attempt = user .. ":" .. key
local known = redis.call("HGET", ATTEMPTS, attempt)
if known then
  local known_id, known_fingerprint = string.match(known, "^(%x+)|(.*)$")
  if known_fingerprint ~= fingerprint then return { "KEY_REUSED" } end
  return { "HELD", redis.call("HGET", HOLDS, known_id) }
end

local at = now()
-- The drop's clock stands still while its show is paused; a hold's does not.
local seen_from = math.min(at, paused_at or at)
if number("closed") == 1 or (closes_at and seen_from >= closes_at) then return { "CLOSED" } end
if seen_from < opens_at then return { "NOT_OPEN" } end
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
