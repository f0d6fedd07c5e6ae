-- Survey: counts a queue and finds its oldest waiting job.
-- KEYS 1 meta hash, 2 records hash, 3 active hash, 4 lane 0, 5 suspects lane, 6 scheduled, 7 retrying, 8 blocked,
--      9 completed, 10 dead, 11 cancelled (sorted sets)
-- ARGV 1 now in ms (0 = ask Redis)
-- Returns a list: "1" when paused else "0", then the counts of waiting, active, scheduled, retrying, blocked,
--      completed, dead, cancelled, then the due time in ms of the oldest waiting job (-1 = none waits), then now in ms
-- Twice: safe; only reads
local now = tonumber(ARGV[1])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local function count(key) return redis.call('ZCARD', KEYS[key]) end
local oldest = -1
local function look(id)
  local record = redis.call('HGET', KEYS[2], id)
  if not record or #record < 16 then return end
  local due = 0
  for i = 11, 16 do due = due * 256 + string.byte(record, i) end
  if oldest < 0 or due < oldest then oldest = due end
end
-- the head of every priority in use, at most 100; within one, arrival is the order
for lane = 4, 5 do
  local from = '-inf'
  for _ = 1, 100 do
    local head = redis.call('ZRANGE', KEYS[lane], from, '+inf', 'BYSCORE', 'LIMIT', 0, 1, 'WITHSCORES')
    if not head[1] then break end
    look(head[1])
    if lane == 5 then break end
    from = string.format('%.0f', (math.floor(tonumber(head[2]) / 70368744177664) + 1) * 70368744177664)
  end
end
return {
  redis.call('HGET', KEYS[1], 'paused') == '1' and '1' or '0',
  count(4) + count(5), redis.call('HLEN', KEYS[3]), count(6), count(7), count(8), count(9), count(10), count(11),
  oldest, now,
}
