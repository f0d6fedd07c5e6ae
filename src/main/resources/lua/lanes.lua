-- Lanes: stands before turn. Which lane a claim takes from, and how many jobs its limits let begin.
-- Field limits of meta: "<max> <ms> <by> <group limit>", the bucket's tokens and the ms in which an empty one fills
-- (0 0 = no rate limit), what has a bucket of its own ("q" the queue, "t" each type, "g" each group; jobs without one
-- share a bucket), and how many jobs of a group may run (0 = any number); behind it a plus where some groups have a limit
-- of their own, in the fields limit:<group>. The fields weight:<group> hold weights other than 1.
-- A bucket is kept as the moment when it is full again, so that a full one needs no entry (generic cell rate algorithm)

-- jobs of one lane in one claim while other lanes wait for their turn
local TURN = 16
-- what a start adds to the virtual time of its lane, divided by the lane's weight
local STEP = 100
-- a lane whose group is full is opened when a job of the group ends, and looked at again after so many ms in any case;
-- one of several lanes of a group only by time
local FULL_MS, TYPED_FULL_MS = 30000, 200

-- tokens that a job takes: its cost is the first section behind the type
local function cost_of(record)
  local at = 24 + (string.byte(record, 23) or 0)
  local size = string.byte(record, at) or 0
  if size > 127 then
    at = at + 1
    size = size - 128 + 128 * (string.byte(record, at) or 0)
  end
  at = at + size + 1
  if string.byte(record, at) ~= 53 then return 1 end
  local cost, scale = 0, 1
  for i = at + 2, at + 1 + (string.byte(record, at + 1) or 0) do
    cost = cost + string.byte(record, i) % 128 * scale
    scale = scale * 128
  end
  return cost
end

-- the records of jobs, as many as fit in one answer, one at least; the ids of the others are taken out of the list. True
-- where there are such
local function fitting(records, ids)
  local found, count = read_records(records, ids)
  local cut = count < #ids
  for i = #ids, count + 1, -1 do ids[i] = nil end
  return found, cut
end

-- a lane gave jobs: its next turn comes the later, the smaller its weight. True when none is left in it
local function served(meta, lanes, key, lane, jobs)
  local known = redis.call('HMGET', meta, 'vtime', 'weight:' .. (lane.group or ''))
  local turn = math.max(lane.turn, tonumber(known[1] or '0'))
  redis.call('HSET', meta, 'vtime', whole(turn))
  local head = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
  if not head[2] then
    redis.call('ZREM', lanes, lane.word)
    return true
  end
  local next = math.min(turn + math.ceil(jobs * STEP / tonumber(known[2] or '1')), PRIORITY - 1)
  redis.call('ZADD', lanes, whole(math.floor(tonumber(head[2]) / PRIORITY) * PRIORITY + next), lane.word)
  return false
end

-- what a claim takes: { word = lane, ids, records, cut = more of them did not fit, group, turn = virtual time of the lane }, nil when there is nothing;
-- and until when a limit holds back what waits, in ms (0 = none does)
local function choose(keys, now, want, ask)
  local max, per, by, most = string.match(ask.limits or '', '^(%d+) (%d+) (%a) (%d+)')
  local own = string.sub(ask.limits or '', -1) == '+'
  max, per, most = tonumber(max or '0'), tonumber(per or '0'), tonumber(most or '0')
  if max == 0 then by = nil end
  local mode, lanes, lane0 = ask.mode, keys.lanes, keys.lane0
  local shut, full, buckets = beside(lanes, 'shut'), beside(lanes, 'full'), beside(lanes, 'buckets')
  local soonest, removed, blocked = 0, 0, false
  local function later(at)
    if soonest == 0 or at < soonest then soonest = at end
  end
  -- the moment when a bucket is full, and its tokens now
  local function bucket(name)
    local at = tonumber(redis.call('ZSCORE', buckets, name) or '0')
    at = math.min(math.max(at, now), now + per)
    return at, (now + per - at) * max / per + 0.000001
  end
  local function filled(at, tokens) return math.ceil(at + tokens * per / max - per) end
  local function pay(name, at)
    redis.call('ZADD', buckets, string.format('%.17g', at), name)
    redis.call('PEXPIRE', buckets, whole(per + 1000))
    if by ~= 'q' then
      local over = redis.call('ZRANGE', buckets, '-inf', whole(now), 'BYSCORE', 'LIMIT', 0, 16)
      if #over > 0 then redis.call('ZREM', buckets, unpack(over)) end
    end
  end
  -- how many of these jobs a bucket lets begin; takes their tokens
  local function affordable(name, found)
    local at, tokens = bucket(name)
    local spent, n = 0, #found.ids
    for i = 1, n do
      local cost = math.min(cost_of(found.records[i] or ''), max)
      if spent + cost > tokens then
        n = i - 1
        if n == 0 then return 0, filled(at, cost) end
        later(filled(at, spent + cost))
        break
      end
      spent = spent + cost
    end
    pay(name, at + spent * per / max)
    return n
  end
  local function close(word, set, at)
    if word == 'suspects' or mode == '0' or by == 'q' and set == shut then
      blocked = by == 'q' and set == shut
      return later(at)
    end
    removed = removed + 1
    redis.call('ZREM', lanes, word)
    redis.call('ZADD', set, whole(at), word)
  end
  -- since the rate limit is by type, jobs that came before it go to lanes of their types, at the place they had
  local function sort_by_type(word)
    local key = lane_key(lane0, word)
    local items, read = redis.call('ZRANGE', key, 0, 99, 'WITHSCORES'), 0
    for i = 1, #items, 2 do
      if read > MOST_READ then return end
      local record = redis.call('HGET', keys.records, items[i]) or ''
      read = read + #record
      local typed = typed_lane(word, record)
      redis.call('ZADD', lane_key(lane0, typed), whole(tonumber(items[i + 1])), items[i])
      redis.call('ZREM', key, items[i])
      open_lane(keys.meta, lanes, lane0, typed, math.floor(tonumber(items[i + 1]) / PRIORITY))
    end
    if #items < 200 then redis.call('ZREM', lanes, word) end
  end
  -- jobs of a lane that may begin; nil when there are none
  local function take(word, crowd)
    local suspects = word == 'suspects'
    local type, group = string.match(word, '^t:(.*)$'), group_of(word)
    if group and not suspects then type = string.match(word, '^g:[^:]+:(.*)$') end
    if suspects and not ask.suspect or type and type ~= '' and not ask.known[type] then return nil end
    local n = suspects and 1 or crowd and math.min(want, TURN) or want
    local ids, records
    if suspects then
      ids = redis.call('ZRANGE', lane_key(lane0, word), 0, 0)
      records = #ids > 0 and redis.call('HMGET', keys.records, unpack(ids)) or {}
      local record = records[1] or ''
      local asked = string.sub(record, 24, 23 + (string.byte(record, 23) or 0))
      group, type = group_of(asked), type_of(record)
    end
    local most = own and group and tonumber(redis.call('HGET', keys.meta, 'limit:' .. group) or most) or most
    if most > 0 and group then
      local room = most - redis.call('SCARD', beside(lanes, 'runs:' .. group))
      if room <= 0 then return close(word, full, now + (type and TYPED_FULL_MS or FULL_MS)) end
      n = math.min(n, room)
    end
    local name = by and (by == 'q' and 'q' or by == 't' and 't:' .. (type or '') or 'g:' .. (group or ''))
    if name then
      local at, tokens = bucket(name)
      if tokens < 1 then return close(word, shut, filled(at, 1)) end
      n = math.min(n, math.floor(tokens))
    end
    ids = ids or redis.call('ZRANGE', lane_key(lane0, word), 0, n - 1)
    if #ids == 0 then
      if mode ~= '0' then
        removed = removed + 1
        redis.call('ZREM', lanes, word)
      end
      return nil
    end
    local cut = false
    if not records then records, cut = fitting(keys.records, ids) end
    local found = { word = word, ids = ids, records = records, cut = cut, group = group }
    if name then
      local at
      n, at = affordable(name, found)
      if n == 0 then return close(word, shut, at) end
      for i = #ids, n + 1, -1 do ids[i] = nil end
    end
    return found
  end

  if (by == 't') ~= (mode == 't') then
    local before = mode
    mode = by == 't' and 't' or redis.call('EXISTS', lanes, shut, full) > 0 and '2' or '0'
    redis.call('HSET', keys.meta, 'lanes', mode)
    local head = before == '0' and redis.call('ZRANGE', lane0, 0, 0, 'WITHSCORES')
    if head and head[2] then redis.call('ZADD', lanes, whole(math.floor(tonumber(head[2]) / PRIORITY) * PRIORITY), '0') end
  end
  if mode == '0' then return take('0', false), soonest, mode end
  if redis.call('EXISTS', shut, full) > 0 then
    for _, set in ipairs({ shut, full }) do
      local due = redis.call('ZRANGE', set, '-inf', whole(now), 'BYSCORE', 'LIMIT', 0, 32)
      for i = 1, #due do reopen(keys.meta, lanes, lane0, due[i]) end
    end
  end
  local from, size, sorted = 0, 4, 0
  while from < 256 and not blocked do
    local open = redis.call('ZRANGE', lanes, from, from + size - 1, 'WITHSCORES')
    local again, crowd = false, from > 0 or #open > 2
    removed = 0
    for i = 1, #open, 2 do
      local word = open[i]
      if mode == 't' and (word == '0' or string.find(word, '^g:[^:]+$')) then
        if sorted < 4 then
          sort_by_type(word)
          again = true
          break
        end
      else
        local found = take(word, crowd)
        if found then
          found.turn = tonumber(open[i + 1]) % PRIORITY
          return found, soonest, mode
        end
        if blocked then break end
      end
    end
    if again then
      from, size, sorted = 0, 4, sorted + 1
    else
      if #open < 2 * size then break end
      from, size = from + size - removed, 64
    end
  end
  if not blocked and redis.call('EXISTS', shut, full) > 0 then
    for _, set in ipairs({ shut, full }) do
      local head = redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')
      if head[2] then later(tonumber(head[2])) end
    end
  end
  return nil, soonest, mode
end
