-- Follows what was decided about the drop in the record: closed, paused, restocked.
-- ARGV: the record's version of the first two, closed and paused (1 or 0), then of each pool its variant and the units
--   ever put into it
if not counted_in_this_run() then return { "UNKNOWN" } end
local at = now()
-- Somebody who read the record earlier may come later.
if tonumber(ARGV[1]) > number("version") then
  redis.call("HSET", STATE, "version", ARGV[1], "closed", ARGV[2], "paused", ARGV[3])
  changed()
  -- A closed drop serves nobody any more; what comes back returns to the variant's stock.
  if number("closed") == 1 then
    redis.call("DEL", WAITERS, LINE)
    for _, variant in ipairs(pools()) do redis.call("HSET", STATE, variant .. ":waiting", 0) end
  end
end
for i = 4, #ARGV, 2 do
  local variant = ARGV[i]
  local more = ARGV[i + 1] - number(variant .. ":allocated")
  if more > 0 then
    move(variant, "allocated", more)
    move(variant, "available", more)
    log("restocked", variant, more, nil, at)
  end
  offer(variant, at)
end
return { "DONE" }
