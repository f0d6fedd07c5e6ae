-- Forget: ends the memory of client-made ids whose job is long gone.
-- KEYS 1 named, 2 forget
-- ARGV 1 now in ms (0 = ask Redis), 2 at most how many, 1..1000
-- Returns how many were forgotten
-- Twice: safe
local now = clock(ARGV[1])
local ids = redis.call('ZRANGE', KEYS[2], '-inf', whole(now), 'BYSCORE', 'LIMIT', 0, ARGV[2])
if #ids > 0 then
  redis.call('HDEL', KEYS[1], unpack(ids))
  redis.call('ZREM', KEYS[2], unpack(ids))
end
return #ids
