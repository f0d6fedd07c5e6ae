-- Survey: counts a queue and finds its oldest waiting job.
-- KEYS 1 meta, 2 records, 3 active, 4 lane:0, 5 lanes, 6 scheduled, 7 retrying, 8 blocked, 9 completed, 10 dead,
--      11 cancelled
-- ARGV 1 now in ms (0 = ask Redis)
-- Returns a list: "1" when paused else "0", then the counts of scheduled, waiting, active, retrying, blocked,
--      completed, dead, cancelled, then the due time in ms of the oldest waiting job, of the heads whose records make 1 MB
--      (-1 = none waits), then now in ms,
--      then until when a rate limit holds back what waits, in ms (0 = none does), then what is set of the queue, packed
--      ("" = nothing), then when the newest of the completed, dead and cancelled ended, in ms (0 = there is none)
-- Twice: safe; only reads
local now = clock(ARGV[1])
local function count(key) return redis.call('ZCARD', KEYS[key]) end
local oldest, read = -1, 0
local function look(id)
  local record = redis.call('HGET', KEYS[2], id)
  read = read + (record and #record or 0)
  if not record or #record < 16 then return end
  local due = due_of(record)
  if oldest < 0 or due < oldest then oldest = due end
end
-- the head of every priority in use, as long as their records are not too large; within one, arrival is the order. The
-- least urgent comes first, since jobs wait the longest there
local function look_over(lane)
  local to = '+inf'
  for _ = 1, 100 do
    local last = redis.call('ZRANGE', lane, to, '-inf', 'BYSCORE', 'REV', 'LIMIT', 0, 1, 'WITHSCORES')
    if not last[1] or read > MOST_READ then return end
    local from = whole(math.floor(tonumber(last[2]) / PRIORITY) * PRIORITY)
    look(redis.call('ZRANGE', lane, from, '+inf', 'BYSCORE', 'LIMIT', 0, 1)[1])
    to = '(' .. from
  end
end
look_over(KEYS[4])
local meta = redis.call('HMGET', KEYS[1], 'paused', 'lanes', 'limits', 'held', 'settings')
local waiting = count(4)
if meta[2] and meta[2] ~= '0' then
  local lanes = 0
  for _, set in ipairs({ KEYS[5], beside(KEYS[5], 'shut'), beside(KEYS[5], 'full') }) do
    local words = redis.call('ZRANGE', set, 0, 255)
    lanes = lanes + redis.call('ZCARD', set)
    for i = 1, #words do
      if words[i] ~= '0' then
        local lane = lane_key(KEYS[4], words[i])
        waiting = waiting + redis.call('ZCARD', lane)
        if i <= 100 then look_over(lane) end
      end
    end
  end
  if lanes > 256 then
    waiting = redis.call('HLEN', KEYS[2]) - redis.call('HLEN', KEYS[3])
    for key = 6, 11 do waiting = waiting - count(key) end
  end
end
local function limited_until()
  local held = tonumber(meta[4] or '0')
  if held > now then return held end
  local max, per, by = string.match(meta[3] or '', '^(%d+) (%d+) (%a)')
  if not by or max == '0' or waiting == 0 then return 0 end
  local lane = redis.call('ZRANGE', KEYS[5], 0, 0)[1] or '0'
  if by ~= 'q' then
    local shut = redis.call('ZRANGE', beside(KEYS[5], 'shut'), 0, 0, 'WITHSCORES')
    if shut[2] and tonumber(shut[2]) > now then return tonumber(shut[2]) end
    if by == 't' or lane ~= '0' then return 0 end
  end
  local head = redis.call('ZRANGE', lane_key(KEYS[4], lane), 0, 0)[1]
  local record = head and redis.call('HGET', KEYS[2], head) or ''
  local full = tonumber(redis.call('ZSCORE', beside(KEYS[5], 'buckets'), by == 'q' and 'q' or 'g:') or '0')
  local ms, cost = tonumber(per), math.min(cost_of(record), tonumber(max))
  local at = math.ceil(math.min(full, now + ms) + cost * ms / tonumber(max) - ms)
  return at > now and at or 0
end
local function newest(key) return tonumber(redis.call('ZRANGE', KEYS[key], -1, -1, 'WITHSCORES')[2] or '0') end
return {
  meta[1] == '1' and '1' or '0',
  count(6), waiting, redis.call('HLEN', KEYS[3]), count(7), count(8), count(9), count(10), count(11),
  oldest, now, limited_until(), meta[5] or '', newest(9), newest(10), newest(11),
}
