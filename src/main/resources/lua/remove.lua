-- Remove: deletes jobs that do not run, with all that is kept of them; a client-made id is remembered for a while.
-- KEYS 1 meta hash, 2 records hash, 3 the sorted set of the state they were seen in (of waiting: lane 0),
--      4 suspects lane sorted set, 5 completed sorted set, 6 named hash, 7 forget sorted set,
--      8 to 14 side hashes: ends, results, history, errors, progress, log, cancels
-- ARGV 1 now in ms (0 = ask Redis), 2 for how many ms a client-made id is remembered, 3 the state's first letter,
--      4 greatest score a job may have (finish time in ms; "+inf" = any), then the ids, at most 1000
-- Returns the ids that were removed
-- Twice: safe; the second call finds nothing
local now = tonumber(ARGV[1])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local scores = redis.call('ZMSCORE', KEYS[3], unpack(ARGV, 5))
local most, ids = tonumber(ARGV[4]) or math.huge, {}
for i = 1, #scores do
  if scores[i] and tonumber(scores[i]) <= most then
    ids[#ids + 1] = ARGV[i + 4]
  elseif ARGV[3] == 'w' and redis.call('ZREM', KEYS[4], ARGV[i + 4]) == 1 then
    ids[#ids + 1] = ARGV[i + 4]
    redis.call('HSET', KEYS[1], 'suspects', redis.call('ZCARD', KEYS[4]))
  end
end
if #ids == 0 then return ids end
if KEYS[3] == KEYS[5] then
  local bytes = tonumber(redis.call('HGET', KEYS[1], 'bytes') or '0')
  local share = math.floor(bytes * #ids / redis.call('ZCARD', KEYS[5]))
  redis.call('HINCRBY', KEYS[1], 'bytes', string.format('%.0f', 0 - share))
end
redis.call('ZREM', KEYS[3], unpack(ids))
redis.call('HDEL', KEYS[2], unpack(ids))
for side = 8, 14 do
  if redis.call('EXISTS', KEYS[side]) == 1 then redis.call('HDEL', KEYS[side], unpack(ids)) end
end
if redis.call('EXISTS', KEYS[6]) == 1 then
  local named = redis.call('HMGET', KEYS[6], unpack(ids))
  for i = 1, #ids do
    if named[i] then
      redis.call('HSET', KEYS[6], ids[i], named[i] .. ARGV[3])
      redis.call('ZADD', KEYS[7], string.format('%.0f', now + tonumber(ARGV[2])), ids[i])
    end
  end
end
return ids
