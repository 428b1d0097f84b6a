-- Takes a customer out of the line.
-- ARGV: user
if not counted_in_this_run() then return { "UNKNOWN" } end
local waiter = waiter_of(ARGV[1])
if not waiter then return { "MISSING" } end
step_out(waiter)
log("left", waiter.variant, waiter.quantity, waiter, now())
return { "LEFT", cjson.encode(waiter) }
