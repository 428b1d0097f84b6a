-- Puts a customer into the line for a variant's units, behind all who are there. Again gives the same place.
-- ARGV: user, variant, quantity, id of the hold should it come to one, entry, and the drop's times as for place.lua
local user, variant, quantity = ARGV[1], ARGV[2], tonumber(ARGV[3])
local opens_at, closes_at, paused_at = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
if not counted_in_this_run() then return { "UNKNOWN" } end
local available = number(variant .. ":available")
if not available then return { "NO_POOL" } end

local known = waiter_of(user)
if known then
  if known.variant ~= variant then return { "ELSEWHERE" } end
  return place_of(known)
end
local at = now()
local seen_from = math.min(at, paused_at or at)
if number("closed") == 1 or (closes_at and seen_from >= closes_at) then return { "CLOSED" } end
local fair = redis.call("HGET", STATE, "fair")
-- Who comes before the opening of a fair start takes part in its draw; who comes after it stands behind all of those.
local lobby = fair == "lobby" and seen_from < opens_at
if seen_from < opens_at and not lobby then return { "NOT_OPEN" } end
local units = customer(user)
if units + quantity > number("perCustomer") then return { "OVER_LIMIT" } end
if available > 0 and fair ~= "lobby" and number("paused") == 0 then return { "AVAILABLE" } end

local waiter = { user = user, variant = variant, quantity = quantity, hold = ARGV[4], entry = ARGV[5], lobby = lobby }
waiter.number = redis.call("HINCRBY", STATE, "number", 1)
line_up(waiter)
move(variant, "waiting", 1)
log("queued", variant, quantity, waiter, at)
return place_of(waiter)
