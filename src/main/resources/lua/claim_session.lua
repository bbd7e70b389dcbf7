-- Takes a session over. KEYS[1] is its hash, KEYS[2] the set of its points. ARGV: the user whose it
-- must be, the sequence number that its client has seen (19 digits), the node that takes it, the
-- life of both keys in milliseconds. Raises the epoch, so that the node that had it writes no more,
-- and forgets the points above the number.
-- Returns the record, the new epoch, the point to go on from, and the node whose own position may be
-- put in place of the point's ("" if none); nothing, and does nothing, if there is no such session
-- no point, or the
-- number is more than 1000 above the last point
local held = redis.call('HMGET', KEYS[1], 'record', 'user', 'epoch', 'quiet', 'node')
if not held[1] or held[2] ~= ARGV[1] then
  return {}
end
local point = redis.call('ZREVRANGEBYLEX', KEYS[2], '[' .. ARGV[2] .. ':~', '-', 'LIMIT', 0, 1)[1]
if not point then
  return {}
end
local newest = redis.call('ZRANGE', KEYS[2], -1, -1)[1]
if tonumber(ARGV[2]) > tonumber(string.sub(newest, 1, 19)) + 1000 then
  return {}
end
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('HSET', KEYS[1], 'node', ARGV[3], 'quiet', '0')
redis.call('ZREMRANGEBYLEX', KEYS[2], '(' .. ARGV[2] .. ':~', '+')
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
local quietOn = ''
if point == newest and held[4] == '1' then
  quietOn = held[5]
end
return {held[1], tostring(epoch), point, quietOn}
