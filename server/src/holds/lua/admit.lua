-- Goes before place.lua: what an attempt costs besides the decision, in the same round trip.
--
-- KEYS, the last three:  pointer from the hold to its drop, and the two counts of attempts that are limited
-- ARGV, the last six:    the drop, seconds that the pointer is kept, then of each count: how many, and in how many ms
local POINTER = KEYS[#KEYS - 2]

-- Counts one attempt, as the limits of all other calls do.
local function too_many(key, most, ms)
  local count = redis.call("INCR", key)
  if count == 1 then redis.call("PEXPIRE", key, ms) end
  return count > tonumber(most) and redis.call("PTTL", key)
end

local wait = too_many(KEYS[#KEYS - 1], ARGV[#ARGV - 3], ARGV[#ARGV - 2])
  or too_many(KEYS[#KEYS], ARGV[#ARGV - 1], ARGV[#ARGV])
if wait then return { "TOO_MANY", tostring(math.max(wait, 0)) } end

-- Notes that a hold was granted: whoever has its id finds its drop.
local function point_to_drop()
  redis.call("SET", POINTER, ARGV[#ARGV - 5], "EX", ARGV[#ARGV - 4])
end

