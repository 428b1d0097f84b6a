-- Binds a show to a media node unless another server has bound it meanwhile.
-- KEYS[1] the show's binding; ARGV[1] the node it was seen bound to ('' for none); ARGV[2] the new node; ARGV[3] seconds
local bound = redis.call('GET', KEYS[1])
if bound and bound ~= ARGV[1] then
  return bound
end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return ARGV[2]
