-- Prelude: stands before every script. The time, the order of waiting jobs, and the lane that a job waits in.
-- A waiting job's score is its priority times PRIORITY plus its arrival. The lanes of a queue that has more than the
-- plain lane "0" stand in its lanes set: priority of the head times PRIORITY plus the lane's virtual time.
local PRIORITY = 70368744177664
local function clock(given)
  local now = tonumber(given)
  if now ~= 0 then return now end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function whole(number) return string.format('%.0f', number) end
-- fixed places of a record: priority, workers lost, due time (bytes 11 to 16), lane word (length at byte 23), type
local function priority_of(record) return #record > 23 and string.byte(record, 3) or 10 end
local function due_of(record)
  local due = 0
  for i = 11, 16 do due = due * 256 + (string.byte(record, i) or 0) end
  return due
end
local function type_of(record)
  local at = 24 + (string.byte(record, 23) or 0)
  local size = string.byte(record, at) or 0
  if size > 127 then
    size = size - 128 + 128 * (string.byte(record, at + 1) or 0)
    at = at + 1
  end
  return string.sub(record, at + 1, at + size)
end
-- the lane that a record asks for: "suspects" after two lost workers, its lane word, else the plain lane
local function lane_of(record)
  if #record < 24 then return '0' end
  local _, lost = string.byte(record, 3, 4)
  if lost >= 2 then return 'suspects' end
  local size = string.byte(record, 23)
  return size > 0 and string.sub(record, 24, 23 + size) or '0'
end
local function lane_key(lane0, word) return string.sub(lane0, 1, -2) .. word end
-- where a job waits while lanes of types are open: plain jobs of such a type go to its lane
local function lane_now(lanes, word, record)
  if word ~= '0' then return word end
  local typed = 't:' .. type_of(record)
  return redis.call('ZSCORE', lanes, typed) and typed or '0'
end
-- opens a lane that got jobs, the first of them of this priority; suspects come before all others
local function open_lane(meta, lanes, lane0, word, priority)
  local single = (redis.call('HGET', meta, 'lanes') or '0') == '0'
  if single and word == '0' then return end
  if single then
    redis.call('HSET', meta, 'lanes', '1')
    local head = redis.call('ZRANGE', lane0, 0, 0, 'WITHSCORES')
    if head[2] then redis.call('ZADD', lanes, whole(math.floor(tonumber(head[2]) / PRIORITY) * PRIORITY), '0') end
  end
  local score = redis.call('ZSCORE', lanes, word)
  local turn = score and tonumber(score) % PRIORITY or tonumber(redis.call('HGET', meta, 'vtime') or '0')
  if not score or priority < math.floor(tonumber(score) / PRIORITY) then
    redis.call('ZADD', lanes, whole(priority * PRIORITY + turn), word)
  end
end
-- adds a job to the lane that its record asks for; head = before the others of its priority
local function wait_in_lane(keys, id, record, seq)
  local word = lane_of(record)
  if (redis.call('HGET', keys.meta, 'lanes') or '0') ~= '0' then word = lane_now(keys.lanes, word, record) end
  local priority = word == 'suspects' and 0 or priority_of(record)
  redis.call('ZADD', lane_key(keys.lane0, word), whole(priority * PRIORITY + seq), id)
  open_lane(keys.meta, keys.lanes, keys.lane0, word, priority)
end
-- the lane that a waiting job stands in, and its score there; nil when it does not wait
local function find_waiting(keys, id, record)
  local score = redis.call('ZSCORE', keys.lane0, id)
  if score then return '0', score end
  if (redis.call('HGET', keys.meta, 'lanes') or '0') == '0' then return nil end
  local words = { 'suspects' }
  if record and #record > 24 then
    words[2] = lane_of(record)
    words[3] = 't:' .. type_of(record)
  end
  for i = 1, #words do
    score = redis.call('ZSCORE', lane_key(keys.lane0, words[i]), id)
    if score then return words[i], score end
  end
  return nil
end
