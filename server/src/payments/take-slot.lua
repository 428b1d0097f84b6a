-- The next moment at which a call of a family may start: every server asks here, so that together they keep the pace.
-- KEYS[1]: the moment after the last one given, in ms. ARGV[1]: ms from one call to the next. ARGV[2]: ms in which none
-- may start, 0 to be given one. Answers how many ms to wait for it.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local free = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local rest = tonumber(ARGV[2])
local following = free + tonumber(ARGV[1])
if rest > 0 then following = math.max(free, now + rest) end
redis.call('SET', KEYS[1], following, 'PX', math.max(1, following - now) + 1000)
return free - now
