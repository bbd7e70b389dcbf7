-- Spends from all of the limits KEYS[1..n], or from none if one of them has too little left.
--
-- ARGV[1] is the time, epoch milliseconds: the caller's clock, so that a test can move it. Then
-- four for each key: its kind ('window' or 'sliding'), its size, its length in milliseconds, and
-- what it costs (0 only asks whether one more would be left).
--
--   window   a hash {since, used}: a window that begins with its first call; when it is over, all
--            of the size is there again.
--   sliding  a list of the times of the calls of the last `length` ms: never more than `size` of
--            them in any stretch of that length.
--
-- Returns the position of the limit that refuses, 0 if none does, followed by two numbers for each
-- key: what is left, and after how many milliseconds there is more (of a window: all of it).
--
-- A call that is refused counts nowhere. A clock that steps back, or lags behind another node's,
-- lengthens no wait beyond `length`. Keys are gone after twice their length without a call. All keys
-- must be in one hash slot. Works on Redis 6.2 and later.
local now = tonumber(ARGV[1])

local function at(i)
  local a = 4 * i - 2
  return ARGV[a] == 'sliding', tonumber(ARGV[a + 1]), tonumber(ARGV[a + 2]), tonumber(ARGV[a + 3])
end

local function clamp(value, most)
  return math.min(math.max(value, 0), most)
end

-- How much is used, and after how many milliseconds that shrinks.
local function window(key, length)
  local state = redis.call('HMGET', key, 'since', 'used')
  local since = tonumber(state[1])
  if not since or now - since >= length then
    return 0, length, now
  end
  return tonumber(state[2]), clamp(since + length - now, length), since
end

local function sliding(key, length)
  local oldest = redis.call('LINDEX', key, 0)
  while oldest and now - tonumber(oldest) >= length do
    redis.call('LPOP', key)
    oldest = redis.call('LINDEX', key, 0)
  end
  return redis.call('LLEN', key), clamp((oldest or now) + length - now, length)
end

local found = {}
local refusing = 0
for i, key in ipairs(KEYS) do
  local slides, size, length, cost = at(i)
  local used, wait, since
  if slides then
    used, wait = sliding(key, length)
  else
    used, wait, since = window(key, length)
  end
  found[i] = {used, wait, since}
  if refusing == 0 and used + math.max(cost, 1) > size then
    refusing = i
  end
end

local answer = {refusing}
for i, key in ipairs(KEYS) do
  local slides, size, length, cost = at(i)
  local used, wait, since = found[i][1], found[i][2], found[i][3]
  if refusing == 0 and cost > 0 then
    if slides then
      for _ = 1, cost do
        redis.call('RPUSH', key, ARGV[1])
      end
    else
      redis.call('HSET', key, 'since', since, 'used', used + cost)
    end
    redis.call('PEXPIRE', key, 2 * length)
    used = used + cost
  end
  answer[2 * i] = math.max(size - used, 0)
  answer[2 * i + 1] = wait
end
return answer
