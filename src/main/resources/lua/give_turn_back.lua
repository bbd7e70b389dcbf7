-- Frees the turn KEYS[1], a hash {at, what}, if `what` is ARGV[1]. Returns whether it was.
if redis.call('HGET', KEYS[1], 'what') == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
