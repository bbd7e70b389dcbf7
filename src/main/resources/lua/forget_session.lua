-- Forgets a session that has ended. KEYS[1] is its hash, KEYS[2] the set of its points; ARGV[1] is
-- its epoch. Returns 1; 0 and does nothing if another node has it.
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if epoch and tonumber(epoch) > tonumber(ARGV[1]) then
  return 0
end
redis.call('DEL', KEYS[1], KEYS[2])
return 1
