-- Renews who is in a show on one server, forgets who left it and who has not been renewed in time, and counts the rest.
-- KEYS[1] the show's viewers by the moment (ms) until which each counts
-- ARGV[1] ms that a viewer counts without being renewed; ARGV[2] how many of the following are here; the others left
-- Redis's own clock is used: the servers' clocks may differ.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local here = tonumber(ARGV[2])
for i = 3, #ARGV do
  if i <= here + 2 then
    redis.call('ZADD', KEYS[1], string.format('%d', now + ARGV[1]), ARGV[i])
  else
    redis.call('ZREM', KEYS[1], ARGV[i])
  end
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%d', now))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return redis.call('ZCARD', KEYS[1])
