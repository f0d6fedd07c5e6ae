-- Move: takes jobs that do not run from the state that the caller saw to another; a job that is elsewhere stays there.
-- KEYS 1 meta hash, 2 records hash, 3 active hash, 4 lane 0 sorted set, 5 suspects lane sorted set,
--      6 scheduled, 7 retrying, 8 blocked, 9 completed, 10 dead, 11 cancelled (sorted sets), 12 cancels hash
-- ARGV 1 now in ms (0 = ask Redis), 2 number of jobs n 1..100; then n times: id, state it was seen in (a word; "active"
--      asks its run to stop instead of moving it), state to go to ("waiting": a job that lost two workers to the
--      suspects lane, another to lane 0; or "cancelled"), record ("" = as it is)
-- Returns n numbers: 1 = moved or asked, 0 = it was not in that state any more
-- Twice: safe; the second call finds it elsewhere
local now = tonumber(ARGV[1])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local sets = { scheduled = 6, retrying = 7, blocked = 8, completed = 9, dead = 10, cancelled = 11 }
local reply, woken = {}, false
local seq = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0')
for i = 1, tonumber(ARGV[2]) do
  local at = 3 + 4 * (i - 1)
  local id, from, to, record = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
  local took = 0
  if from == 'active' then
    local hold = redis.call('HGET', KEYS[3], id)
    if hold then
      redis.call('HSET', KEYS[12], id, string.match(hold, '^%d+') or '0')
      redis.call('PUBLISH', 'ym:hint', 'cancel ' .. KEYS[1])
      reply[i] = 1
    else
      reply[i] = 0
    end
  else
    if from == 'waiting' then
      took = redis.call('ZREM', KEYS[4], id)
      if took == 0 then
        took = redis.call('ZREM', KEYS[5], id)
        if took == 1 then redis.call('HSET', KEYS[1], 'suspects', redis.call('ZCARD', KEYS[5])) end
      end
    elseif sets[from] then
      took = redis.call('ZREM', KEYS[sets[from]], id)
    end
    if took == 1 then
      if record ~= '' then redis.call('HSET', KEYS[2], id, record) end
      if to == 'waiting' then
        local stored = record ~= '' and record or redis.call('HGET', KEYS[2], id) or ''
        seq = seq + 1
        local priority, lost = 10, 0
        if #stored > 4 then priority, lost = string.byte(stored, 3, 4) end
        local lane = lost >= 2 and 5 or 4
        redis.call('ZADD', KEYS[lane], string.format('%.0f', priority * 70368744177664 + seq), id)
        if lane == 5 then redis.call('HSET', KEYS[1], 'suspects', redis.call('ZCARD', KEYS[5])) end
        woken = true
      else
        redis.call('ZADD', KEYS[sets[to]], string.format('%.0f', now), id)
      end
    end
    reply[i] = took
  end
end
if woken then
  redis.call('HSET', KEYS[1], 'seq', string.format('%.0f', seq), 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
return reply
