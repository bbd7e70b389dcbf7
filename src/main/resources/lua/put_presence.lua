-- Sets the field ARGV[1] of the hash KEYS[1] to ARGV[2], or removes it where ARGV[2] is empty; notes
-- ARGV[4] as `serverId` and ARGV[5] as `lastSeenAt` beside it; lets a hash that has fields live for
-- ARGV[3] milliseconds from now. Returns all fields and values as they stand then, by turns.
if ARGV[2] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2], 'serverId', ARGV[4], 'lastSeenAt', ARGV[5])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return redis.call('HGETALL', KEYS[1])
