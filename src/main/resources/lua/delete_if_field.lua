-- Deletes the hash KEYS[1] if its field ARGV[1] has the value ARGV[2]. Returns 1 if it did, else 0.
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
  return redis.call('DEL', KEYS[1])
end
return 0
