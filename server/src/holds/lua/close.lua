-- Closes a drop: no new holds. Those there are live on.
if redis.call("EXISTS", STATE) == 0 then return { "UNKNOWN" } end
redis.call("HSET", STATE, "closed", 1)
changed()
return { "DONE" }
