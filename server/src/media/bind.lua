-- Binds a show to a media node unless another server has bound it meanwhile. Answers with the node that it is bound to
-- now, and whether that is a change made here.
-- KEYS[1] the show's binding; ARGV[1] the node it was seen bound to ('' for none); ARGV[2] the new node; ARGV[3] seconds
local bound = redis.call('GET', KEYS[1])
if bound and bound ~= ARGV[1] then
  return {bound, 0}
end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return {ARGV[2], bound == ARGV[2] and 0 or 1}
