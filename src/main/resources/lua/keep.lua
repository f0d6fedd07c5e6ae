-- Keep: writes small values also when the memory of Redis is full, so that a person can sign in, pause and purge.
-- KEYS 1 key
-- ARGV 1 seconds until it ends ("" = never), 2 "hash", then field and value, by turns, at most 100 of each; or "value",
--      then the value
-- Returns 1
-- Twice: safe; the second call writes the same
if ARGV[2] == 'hash' then
  redis.call('HSET', KEYS[1], unpack(ARGV, 3))
else
  redis.call('SET', KEYS[1], ARGV[3])
end
if ARGV[1] ~= '' then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return 1
