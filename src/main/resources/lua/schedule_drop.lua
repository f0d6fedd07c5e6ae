-- Schedule drop: removes a schedule with its history. Ticks that are claimed already become jobs.
-- KEYS 1 definitions hash, 2 versions hash, 3 marks hash, 4 due sorted set, 5 version counter, 6 newest hash,
--      7 newest jobs hash, 8 runs sorted set
-- ARGV 1 name
-- Returns 1; 0 when there is none of that name
-- Twice: safe; the second call finds nothing
local known = redis.call('HDEL', KEYS[1], ARGV[1])
if known == 1 then redis.call('INCR', KEYS[5]) end
for _, i in ipairs({ 2, 3, 6, 7 }) do redis.call('HDEL', KEYS[i], ARGV[1]) end
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('UNLINK', KEYS[8])
return known
