-- Survey: counts a queue and finds its oldest waiting job.
-- KEYS 1 meta, 2 records, 3 active, 4 lane:0, 5 lanes, 6 scheduled, 7 retrying, 8 blocked, 9 completed, 10 dead,
--      11 cancelled
-- ARGV 1 now in ms (0 = ask Redis)
-- Returns a list: "1" when paused else "0", then the counts of waiting, active, scheduled, retrying, blocked,
--      completed, dead, cancelled, then the due time in ms of the oldest waiting job (-1 = none waits), then now in ms
-- Twice: safe; only reads
local now = clock(ARGV[1])
local function count(key) return redis.call('ZCARD', KEYS[key]) end
local oldest = -1
local function look(id)
  local record = redis.call('HGET', KEYS[2], id)
  if not record or #record < 16 then return end
  local due = due_of(record)
  if oldest < 0 or due < oldest then oldest = due end
end
-- the head of every priority in use, at most 100; within one, arrival is the order
local function look_over(lane)
  local from = '-inf'
  for _ = 1, 100 do
    local head = redis.call('ZRANGE', lane, from, '+inf', 'BYSCORE', 'LIMIT', 0, 1, 'WITHSCORES')
    if not head[1] then return end
    look(head[1])
    from = whole((math.floor(tonumber(head[2]) / PRIORITY) + 1) * PRIORITY)
  end
end
look_over(KEYS[4])
local meta, waiting = redis.call('HMGET', KEYS[1], 'paused', 'lanes'), count(4)
if meta[2] and meta[2] ~= '0' then
  local open = redis.call('ZRANGE', KEYS[5], 0, 999)
  for i = 1, #open do
    if open[i] ~= '0' then
      local lane = lane_key(KEYS[4], open[i])
      waiting = waiting + redis.call('ZCARD', lane)
      if i <= 100 then look_over(lane) end
    end
  end
end
return {
  meta[1] == '1' and '1' or '0',
  waiting, redis.call('HLEN', KEYS[3]), count(6), count(7), count(8), count(9), count(10), count(11),
  oldest, now,
}
