-- Schedule done: ends a claimed tick whose job is enqueued, or could not be.
-- KEYS 1 claimed sorted set, 2 claims hash, 3 runs sorted set, 4 newest hash
-- ARGV 1 member, 2 planned in ms, 3 entry as claimed, 4 entry in its place ("" = it stays), 5 name
-- Returns 1; 0 when another node ended it before
-- Twice: safe; the second call finds no claim
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('HDEL', KEYS[2], ARGV[1])
if ARGV[4] ~= '' and redis.call('ZREM', KEYS[3], ARGV[3]) == 1 then
  redis.call('ZADD', KEYS[3], ARGV[2], ARGV[4])
  if redis.call('HGET', KEYS[4], ARGV[5]) == ARGV[3] then redis.call('HSET', KEYS[4], ARGV[5], ARGV[4]) end
end
return 1
