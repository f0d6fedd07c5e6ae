-- Forget: ends the memory of client-made ids whose job is long gone, and of stored results whose time is over.
-- KEYS 1 named, 2 forget, 3 meta, 4 stored, 5 storedends
-- ARGV 1 now in ms (0 = ask Redis), 2 at most how many of each, 1..1000
-- Returns how many were forgotten
-- Twice: safe
local now = clock(ARGV[1])
hashes(1, 1)
sorted_sets(2, 2)
hashes(3, 4)
sorted_sets(5, 5)
local ids = redis.call('ZRANGE', KEYS[2], '-inf', whole(now), 'BYSCORE', 'LIMIT', 0, ARGV[2])
if #ids > 0 then
  redis.call('HDEL', KEYS[1], unpack(ids))
  redis.call('ZREM', KEYS[2], unpack(ids))
end
local over = redis.call('ZRANGE', KEYS[5], '-inf', whole(now), 'BYSCORE', 'LIMIT', 0, ARGV[2])
if #over > 0 then
  local bytes = 0
  for i = 1, #over do bytes = bytes + #over[i] + redis.call('HSTRLEN', KEYS[4], over[i]) end
  redis.call('HINCRBY', KEYS[3], 'stored', whole(0 - bytes))
  redis.call('HDEL', KEYS[4], unpack(over))
  redis.call('ZREM', KEYS[5], unpack(over))
end
return #ids + #over
