-- Schedule drop: removes a schedule with its history. Ticks that are claimed already become jobs.
-- KEYS 1 definitions hash, 2 versions hash, 3 marks hash, 4 due sorted set, 5 runs sorted set
-- ARGV 1 name
-- Returns 1; 0 when there is none of that name
-- Twice: safe; the second call finds nothing
local known = redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[4], ARGV[1])
redis.call('UNLINK', KEYS[5])
return known
