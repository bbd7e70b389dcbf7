-- Takes the turn KEYS[1], a hash {at, what}, if nobody has it.
--
-- ARGV[1] is the time, epoch milliseconds: the caller's clock, so that a test can move it. ARGV[2] is
-- how long a turn lasts, in milliseconds; ARGV[3] tells a repeat of the same from another one.
--
-- Returns 0 if the turn is taken now, -1 if the same has it already, else after how many milliseconds
-- it is free. Asking in vain lengthens nothing; a clock that steps back, or lags behind another
-- node's, lengthens no wait beyond a turn. Works on Redis 6.2 and later.
local now, every = tonumber(ARGV[1]), tonumber(ARGV[2])
local held = redis.call('HMGET', KEYS[1], 'at', 'what')
local at = tonumber(held[1])
if at and now - at < every then
  if held[2] == ARGV[3] then
    return -1
  end
  return math.min(at + every - now, every)
end
redis.call('HSET', KEYS[1], 'at', ARGV[1], 'what', ARGV[3])
redis.call('PEXPIRE', KEYS[1], 2 * every)
return 0
