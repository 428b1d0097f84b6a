-- Where somebody stands in line, as of which entry of the log. Changes nothing.
-- ARGV: user
if not counted_in_this_run() then return { "UNKNOWN" } end
local waiter = waiter_of(ARGV[1])
if not waiter then return { "MISSING" } end
return place_of(waiter)
