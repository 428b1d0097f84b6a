-- Decides one attempt to hold units: who comes first is who runs first.
-- ARGV: hold id, user, variant, quantity, idempotency key, fingerprint of the request, entry, and the drop's times in
--   ms: when it opens for this customer, when it closes ("" for never), since when it is paused ("" when it is not)
local id, user, variant, quantity, key, fingerprint = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5], ARGV[6]
local opens_at, closes_at, paused_at = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
if not counted_in_this_run() then return { "UNKNOWN" } end

local attempt = user .. ":" .. key
local known = redis.call("HGET", ATTEMPTS, attempt)
if known then
  local known_id, known_fingerprint = string.match(known, "^(%x+)|(.*)$")
  if known_fingerprint ~= fingerprint then return { "KEY_REUSED" } end
  return { "HELD", redis.call("HGET", HOLDS, known_id) }
end

local available = number(variant .. ":available")
if not available then return { "NO_POOL" } end
local at = now()
-- The drop's clock stands still while it or its show is paused; a hold's does not.
local seen_from = math.min(at, paused_at or at)
if number("closed") == 1 or (closes_at and seen_from >= closes_at) then return { "CLOSED" } end
if seen_from < opens_at then return { "NOT_OPEN" } end
if number("paused") == 1 then return { "PAUSED" } end
if redis.call("HGET", STATE, "fair") == "lobby" then return { "DRAWING" } end
local units, ids = customer(user)
if units + quantity > number("perCustomer") then
  -- What they hold already and have not paid for, in another tab or since a checkout that they left, must not stand in
  -- their own way: asking again for no more than that gives them that, and this attempt stands for it from now on.
  for _, own in ipairs(ids) do
    local hold = hold_of(own)
    local unpaid = hold and (hold.status == "active" or hold.status == "paying")
    if unpaid and hold.variant == variant and hold.quantity >= quantity then
      redis.call("HSET", ATTEMPTS, attempt, own .. "|" .. fingerprint)
      return { "HELD", cjson.encode(hold) }
    end
  end
  return { "OVER_LIMIT" }
end
if available < quantity then
  if available > 0 then return { "TOO_FEW" } end
  if number(variant .. ":held") + number(variant .. ":quarantined") > 0 then return { "ALL_HELD" } end
  return { "SOLD_OUT" }
end

redis.call("HSET", ATTEMPTS, attempt, id .. "|" .. fingerprint)
point_to_drop()
local hold = { id = id, user = user, variant = variant, quantity = quantity, entry = ARGV[7], offered = false }
return { "HELD", grant(hold, units, ids, at) }
