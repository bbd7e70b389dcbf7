-- Removes from the sorted set KEYS[1] the members whose score is at or below ARGV[1], at most
-- ARGV[2] of them, lowest first, and returns them: each member goes to one caller alone.
local members = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
if #members > 0 then
  redis.call('ZREM', KEYS[1], unpack(members))
end
return members
