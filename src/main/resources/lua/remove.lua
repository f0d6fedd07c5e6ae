-- Remove: deletes jobs that do not run, with all that is kept of them; a client-made id is remembered for a while.
-- KEYS 1 meta, 2 records, 3 lane:0, 4 lanes, 5 scheduled, 6 retrying, 7 blocked, 8 completed, 9 dead, 10 cancelled,
--      11 named, 12 forget, 13 ends, 14 results, 15 history, 16 errors, 17 progress, 18 log, 19 cancels,
--      20 unique, 21 locks, 22 lockends
-- ARGV 1 now in ms (0 = ask Redis), 2 for how many ms a client-made id is remembered, 3 the state they were seen in (a
--      word), 4 greatest score a job may have (finish time in ms; "+inf" = any), 5 least number that must stay in the
--      state ("0" = none), then the ids, at most 1000
-- Returns the ids that were removed
-- Twice: safe; the second call finds nothing
local now = clock(ARGV[1])
hashes(1, 2)
sorted_sets(3, 10)
hashes(11, 11)
sorted_sets(12, 12)
hashes(13, 19)
if redis.call('EXISTS', KEYS[20], KEYS[21], KEYS[22]) > 0 then
  hashes(20, 21)
  sorted_sets(22, 22)
end
local sets = { scheduled = 5, retrying = 6, blocked = 7, completed = 8, dead = 9, cancelled = 10 }
local keys = { meta = KEYS[1], lane0 = KEYS[3], lanes = KEYS[4] }
local state, ids = ARGV[3], {}
if state == 'waiting' then
  for i = 6, #ARGV do
    local lane = find_waiting(keys, ARGV[i], redis.call('HGET', KEYS[2], ARGV[i]))
    if lane then
      redis.call('ZREM', lane_key(KEYS[3], lane), ARGV[i])
      ids[#ids + 1] = ARGV[i]
    end
  end
else
  local set = KEYS[sets[state]]
  local scores, most = redis.call('ZMSCORE', set, unpack(ARGV, 6)), tonumber(ARGV[4]) or math.huge
  local spare = redis.call('ZCARD', set) - tonumber(ARGV[5])
  for i = 1, #scores do
    if scores[i] and tonumber(scores[i]) <= most and #ids < spare then ids[#ids + 1] = ARGV[i + 5] end
  end
  if #ids > 0 and state == 'completed' then
    local bytes = tonumber(redis.call('HGET', KEYS[1], 'bytes') or '0')
    local share = math.floor(bytes * #ids / redis.call('ZCARD', set))
    redis.call('HINCRBY', KEYS[1], 'bytes', whole(0 - share))
  end
  if #ids > 0 then redis.call('ZREM', set, unpack(ids)) end
end
if #ids == 0 then return ids end
redis.call('HDEL', KEYS[2], unpack(ids))
if redis.call('EXISTS', KEYS[21]) == 1 then unlock({ unique = KEYS[20], locks = KEYS[21], lockends = KEYS[22] }, ids, 'sft') end
for side = 13, 19 do
  if redis.call('EXISTS', KEYS[side]) == 1 then redis.call('HDEL', KEYS[side], unpack(ids)) end
end
if redis.call('EXISTS', KEYS[11]) == 1 then
  local named = redis.call('HMGET', KEYS[11], unpack(ids))
  for i = 1, #ids do
    if named[i] then
      redis.call('HSET', KEYS[11], ids[i], string.sub(named[i], 1, 16) .. 'g')
      redis.call('ZADD', KEYS[12], whole(now + tonumber(ARGV[2])), ids[i])
    end
  end
end
return ids
