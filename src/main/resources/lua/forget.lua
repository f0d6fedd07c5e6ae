-- Forget: ends the memory of client-made ids whose job is long gone.
-- KEYS 1 named hash, 2 forget sorted set
-- ARGV 1 now in ms (0 = ask Redis), 2 at most how many, 1..1000
-- Returns how many were forgotten
-- Twice: safe
local now = tonumber(ARGV[1])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local ids = redis.call('ZRANGE', KEYS[2], '-inf', string.format('%.0f', now), 'BYSCORE', 'LIMIT', 0, ARGV[2])
if #ids > 0 then
  redis.call('HDEL', KEYS[1], unpack(ids))
  redis.call('ZREM', KEYS[2], unpack(ids))
end
return #ids
