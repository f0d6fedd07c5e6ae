-- Schedule put: writes a definition, new or changed, and when it is due next.
-- KEYS 1 definitions hash, 2 versions hash, 3 marks hash, 4 due sorted set, 5 version counter
-- ARGV 1 name, 2 version seen ("0" = there was none), 3 definition, 4 mark in ms ("" keeps it), 5 next due in ms or ""
-- Returns the new version; -1 when the version seen is not the current one
-- Twice: safe; the second call sees another version and is refused, and its caller reads again
local name, mark = ARGV[1], redis.call('HGET', KEYS[3], ARGV[1])
if (redis.call('HGET', KEYS[2], name) or '0') ~= ARGV[2] then return -1 end
local version = redis.call('INCR', KEYS[5])
redis.call('HSET', KEYS[1], name, ARGV[3])
redis.call('HSET', KEYS[2], name, version)
if ARGV[4] ~= '' and (not mark or tonumber(ARGV[4]) > tonumber(mark)) then
  redis.call('HSET', KEYS[3], name, ARGV[4])
end
if ARGV[5] == '' then
  redis.call('ZREM', KEYS[4], name)
else
  redis.call('ZADD', KEYS[4], ARGV[5], name)
end
return version
