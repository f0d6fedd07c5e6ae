-- Promote: moves jobs whose time has come from scheduled and retrying to waiting.
-- KEYS 1 meta hash, 2 records hash, 3 lane 0 sorted set, 4 suspects lane sorted set, 5 scheduled sorted set,
--      6 retrying sorted set
-- ARGV 1 now in ms (0 = ask Redis), 2 at most how many of each, 1..100
-- Returns a list: now in ms, how many moved, when the next is due in ms (-1 = none)
-- Twice: safe; the second call moves what is due then
local now = tonumber(ARGV[1])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local moved, nextDue, waiting, suspects = 0, -1, {}, {}
local seq = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0')
for set = 5, 6 do
  local ids = redis.call('ZRANGE', KEYS[set], '-inf', string.format('%.0f', now), 'BYSCORE', 'LIMIT', 0, ARGV[2])
  if #ids > 0 then
    local records = redis.call('HMGET', KEYS[2], unpack(ids))
    for i = 1, #ids do
      local priority, lost = 10, 0
      if records[i] and #records[i] > 4 then priority, lost = string.byte(records[i], 3, 4) end
      seq = seq + 1
      local into = lost >= 2 and suspects or waiting
      into[#into + 1] = string.format('%.0f', priority * 70368744177664 + seq)
      into[#into + 1] = ids[i]
    end
    redis.call('ZREM', KEYS[set], unpack(ids))
    moved = moved + #ids
  end
  local head = redis.call('ZRANGE', KEYS[set], 0, 0, 'WITHSCORES')
  if head[2] and (nextDue < 0 or tonumber(head[2]) < nextDue) then nextDue = tonumber(head[2]) end
end
if moved > 0 then
  if #waiting > 0 then redis.call('ZADD', KEYS[3], unpack(waiting)) end
  if #suspects > 0 then redis.call('ZADD', KEYS[4], unpack(suspects)) end
  redis.call('HSET', KEYS[1], 'seq', string.format('%.0f', seq), 'parked', '0', 'suspects', redis.call('ZCARD', KEYS[4]))
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
return { now, moved, nextDue }
