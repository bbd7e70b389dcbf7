-- Notes how far a session has come, for another node to go on with it. KEYS[1] is its hash, KEYS[2]
-- the set of its points ("sequence:position", both padded to 19 digits). ARGV: its epoch, the node,
-- the life of both keys in milliseconds, "1" if nothing waits to be sent, the user, its record as
-- JSON or "" where it is as it was, then points. Keeps the last 600 points.
-- Returns 1; 0 and does nothing if the session has a later epoch: it is another node's; 2 and does
-- nothing if the record is to be kept and is not there.
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if epoch and tonumber(epoch) > tonumber(ARGV[1]) then
  return 0
end
if ARGV[6] == '' and redis.call('HEXISTS', KEYS[1], 'record') == 0 then
  return 2
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'node', ARGV[2], 'quiet', ARGV[4], 'user', ARGV[5])
if ARGV[6] ~= '' then
  redis.call('HSET', KEYS[1], 'record', ARGV[6])
end
for i = 7, #ARGV do
  redis.call('ZADD', KEYS[2], 0, ARGV[i])
end
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -601)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1
