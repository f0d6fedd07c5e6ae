-- Schedule fire: decides ticks of one schedule. Of all nodes that saw them the first one decides.
-- KEYS 1 versions hash, 2 marks hash, 3 due sorted set, 4 claimed sorted set, 5 claims hash, 6 runs sorted set,
--      7 newest hash, 8 newest jobs hash
-- ARGV 1 now in ms ("0" = the store's), 2 name, 3 version seen, 4 mark seen, 5 new mark, 6 next due in ms or "",
--      7 most runs kept, 8 oldest run kept in ms before now, 9 number of runs n up to 250, 10 number of claims m up to 100;
--      then n times, oldest first: planned in ms, entry; then m times, oldest first: member, value, entry
-- Returns 1; 0 when the schedule was changed, or these ticks were decided, since it was seen, or when the new mark is
--      later than now
-- Twice: safe; the second call finds the mark moved
local now, name = tonumber(ARGV[1]), ARGV[2]
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local mark = redis.call('HGET', KEYS[2], name) or '0'
if redis.call('HGET', KEYS[1], name) ~= ARGV[3] or mark ~= ARGV[4] then return 0 end
local moved = tonumber(ARGV[5])
if moved < tonumber(mark) or moved > tonumber(mark) and moved > now then return 0 end

local n, m = tonumber(ARGV[9]), tonumber(ARGV[10])
redis.call('HSET', KEYS[2], name, ARGV[5])
if ARGV[6] == '' then
  redis.call('ZREM', KEYS[3], name)
else
  redis.call('ZADD', KEYS[3], ARGV[6], name)
end
for i = 11, 9 + 2 * n, 2 do redis.call('ZADD', KEYS[6], ARGV[i], ARGV[i + 1]) end
for i = 11 + 2 * n, 8 + 2 * n + 3 * m, 3 do
  redis.call('ZADD', KEYS[4], now, ARGV[i])
  redis.call('HSET', KEYS[5], ARGV[i], ARGV[i + 1])
end
if m > 0 then redis.call('HSET', KEYS[8], name, ARGV[10 + 2 * n + 3 * m]) end
if n > 0 then
  redis.call('HSET', KEYS[7], name, ARGV[10 + 2 * n])
  redis.call('ZREMRANGEBYSCORE', KEYS[6], '-inf', now - tonumber(ARGV[8]))
  redis.call('ZREMRANGEBYRANK', KEYS[6], 0, -1 - tonumber(ARGV[7]))
end
return 1
