-- Alert judge: writes what an evaluation found. Only the newest evaluation may.
-- KEYS 1 meta hash, 2 alerts hash, 3 open hash, 4 all sorted set, 5 pending sorted set, 6 firing sorted set,
--      7 resolved sorted set, 8 acknowledged hash, 9 messages hash, 10 told list, 11 outbox list
-- ARGV 1 number of the evaluation, 2 most resolved alerts kept, 3 most messages kept; then for each of up to 100 alerts:
--      id, its number, place (rule and queue), state ("" = it is over before it fired), alert,
--      id of a message ("" = none), message, where it is to go
-- Returns 1; 0 when another evaluation has begun since
-- Twice: safe; an alert that is written already is passed over with its message
if redis.call('HGET', KEYS[1], 'number') ~= ARGV[1] then return 0 end
local sets = { pending = KEYS[5], firing = KEYS[6], resolved = KEYS[7] }
for i = 4, #ARGV, 8 do
  local id, score, place, state, alert = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  if redis.call('HGET', KEYS[2], id) ~= alert then
    for _, set in pairs(sets) do redis.call('ZREM', set, id) end
    if state == 'pending' or state == 'firing' then
      redis.call('HSET', KEYS[3], place, id)
    else
      redis.call('HDEL', KEYS[3], place)
    end
    if state == '' then
      redis.call('HDEL', KEYS[2], id)
      redis.call('ZREM', KEYS[4], id)
      redis.call('HDEL', KEYS[8], id)
    else
      redis.call('HSET', KEYS[2], id, alert)
      redis.call('ZADD', sets[state], score, id)
      redis.call('ZADD', KEYS[4], score, id)
    end
    if ARGV[i + 5] ~= '' then
      redis.call('HSET', KEYS[9], ARGV[i + 5], ARGV[i + 6])
      redis.call('RPUSH', KEYS[10], ARGV[i + 5])
      redis.call('RPUSH', KEYS[11], ARGV[i + 7])
    end
  end
end
local over = math.min(200, redis.call('ZCARD', KEYS[7]) - tonumber(ARGV[2]))
if over > 0 then
  for _, id in ipairs(redis.call('ZRANGE', KEYS[7], 0, over - 1)) do
    redis.call('HDEL', KEYS[2], id)
    redis.call('HDEL', KEYS[8], id)
    redis.call('ZREM', KEYS[4], id)
    redis.call('ZREM', KEYS[7], id)
  end
end
for _ = 1, math.min(200, redis.call('LLEN', KEYS[10]) - tonumber(ARGV[3])) do
  redis.call('HDEL', KEYS[9], redis.call('LPOP', KEYS[10]))
end
return 1
