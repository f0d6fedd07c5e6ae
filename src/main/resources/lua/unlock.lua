-- Unlock: frees a key of unique jobs, whoever holds it; its job goes on.
-- KEYS 1 unique, 2 locks, 3 lockends
-- ARGV 1 the key
-- Returns 1, or 0 when nobody held it
-- Twice: safe; the second call finds nobody
local held = redis.call('HGET', KEYS[1], ARGV[1])
if not held then return 0 end
local id = string.sub(held, 3)
if redis.call('HGET', KEYS[2], id) == ARGV[1] then redis.call('HDEL', KEYS[2], id) end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
return 1
