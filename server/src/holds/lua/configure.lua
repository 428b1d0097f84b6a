-- Moves a drop's opening or closes it. Closing stops new holds; those there are live on.
-- ARGV: opensAt in ms (or "" to leave it), closed (1, or "" to leave it)
if redis.call("EXISTS", STATE) == 0 then return { "UNKNOWN" } end
if ARGV[1] ~= "" then redis.call("HSET", STATE, "opensAt", ARGV[1]) end
if ARGV[2] ~= "" then redis.call("HSET", STATE, "closed", ARGV[2]) end
changed()
return { "DONE" }
