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
-- refuse a key of a wrong type, overwritten by hand, before the first write: a script is not undone
local function sorted_sets(from, to)
  for key = from, to do redis.call('ZCARD', KEYS[key]) end
end
local function hashes(from, to)
  for key = from, to do redis.call('HLEN', KEYS[key]) end
end
local function whole(number) return string.format('%.0f', number) end
-- A value of a hash is read whole or not at all. A script that needs a few bytes of many records, or that answers with
-- them, reads them in slices and stops after so many bytes: over by 32 records at most, by one where the first is large
local MOST_READ = 1048576
local LARGE = 131072
local function read_records(records, ids)
  local found, size, at, count = {}, 0, 0, #ids
  local slice = count > 0 and redis.call('HSTRLEN', records, ids[1]) > LARGE and 1 or 32
  if count > 0 and count <= slice then return redis.call('HMGET', records, unpack(ids)), count end
  while at < count and size < MOST_READ do
    local part = redis.call('HMGET', records, unpack(ids, at + 1, math.min(count, at + slice)))
    for i = 1, #part do
      local record = part[i]
      found[at + i] = record
      if record then size = size + #record end
    end
    at = at + #part
  end
  return found, at
end
-- sizes holds by job the bytes of its history, errors, progress, log and copies, in 65 digits: a hash with a value over 64
-- bytes is a table, in which a turn finds nothing of its jobs ten times as fast as in a small hash
local function set_size(sizes, id, size)
  redis.call('HSET', sizes, id, string.format('%065d', math.max(0, size)))
end
local function add_size(sizes, id, more)
  set_size(sizes, id, (tonumber(redis.call('HGET', sizes, id) or '0') or 0) + more)
end
-- how many bytes those of jobs take, and of each; 0 for one that has none
local function sizes_of(sizes, ids)
  local all, sum = redis.call('HMGET', sizes, unpack(ids)), 0
  for i = 1, #ids do
    all[i] = all[i] and math.max(0, tonumber(all[i]) or 0) or 0
    sum = sum + all[i]
  end
  return sum, all
end
-- fixed places of a record: priority, workers lost, due time (bytes 11 to 16), lane word (length at byte 23), type
local function priority_of(record) return #record > 23 and string.byte(record, 3) or 10 end
local function due_of(record)
  local due = 0
  for i = 11, 16 do due = due * 256 + (string.byte(record, i) or 0) end
  return due
end
local function created_of(record)
  local at = 0
  for i = 5, 10 do at = at * 256 + (string.byte(record, i) or 0) end
  return at
end
local function six_bytes(number)
  local bytes = {}
  for i = 6, 1, -1 do
    bytes[i] = string.char(number % 256)
    number = math.floor(number / 256)
  end
  return table.concat(bytes)
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
-- another key of the queue, made from the one of its lanes. "shut": lanes whose bucket is empty, by when they are looked
-- at again; "full": the same of lanes whose group runs as many jobs as it may; "buckets": buckets of tokens, by when they
-- are full again; "runs:<group>": the active jobs of a group
local function beside(lanes, name) return string.sub(lanes, 1, -6) .. name end
-- the group of a lane or of a hold's lane; nil for those without
local function group_of(lane)
  return string.match(lane, '^g:([^:]+)') or string.match(lane, '^suspects:(.+)$')
end
local function is_open(lanes, word)
  return redis.call('ZSCORE', lanes, word) or redis.call('ZSCORE', beside(lanes, 'shut'), word)
    or redis.call('ZSCORE', beside(lanes, 'full'), word)
end
-- the lane of a job's type: within its group, where it has one
local function typed_lane(word, record)
  return (word == '0' and 't:' or word .. ':') .. type_of(record)
end
-- Field lanes of meta: "0" only the plain lane is open; "1" others are; "2" also lanes of types, which workers without
-- their handler refused; "t" every type has its lane, since the rate limit is by type.
-- Where a job waits while others than the plain lane are open: in the lane of its type, where that is open
local function lane_now(lanes, word, record, mode)
  if word == 'suspects' or mode ~= '2' and mode ~= 't' then return word end
  local typed = typed_lane(word, record)
  if mode == 't' then return typed end
  return is_open(lanes, typed) and typed or word
end
-- opens a lane that got jobs, the first of them of this priority; suspects come before all others
local function open_lane(meta, lanes, lane0, word, priority)
  local known = redis.call('HMGET', meta, 'lanes', 'vtime')
  local mode = known[1] or '0'
  if mode == '0' and word == '0' then return end
  if mode == '0' then
    local head = redis.call('ZRANGE', lane0, 0, 0, 'WITHSCORES')
    if head[2] then redis.call('ZADD', lanes, whole(math.floor(tonumber(head[2]) / PRIORITY) * PRIORITY), '0') end
  end
  local typed = string.find(word, '^t:') or string.find(word, '^g:[^:]+:')
  local now = typed and mode ~= 't' and '2' or mode == '0' and '1' or mode
  if now ~= mode then redis.call('HSET', meta, 'lanes', now) end
  local score = redis.call('ZSCORE', lanes, word)
  if not score and is_open(lanes, word) then return end
  local turn = score and tonumber(score) % PRIORITY or tonumber(known[2] or '0')
  if not score or priority < math.floor(tonumber(score) / PRIORITY) then
    redis.call('ZADD', lanes, whole(priority * PRIORITY + turn), word)
  end
end
-- gives a lane that was shut its turn again
local function reopen(meta, lanes, lane0, word)
  redis.call('ZREM', beside(lanes, 'shut'), word)
  redis.call('ZREM', beside(lanes, 'full'), word)
  local head = redis.call('ZRANGE', lane_key(lane0, word), 0, 0, 'WITHSCORES')
  if head[2] then open_lane(meta, lanes, lane0, word, math.floor(tonumber(head[2]) / PRIORITY)) end
end
-- notes that jobs of a lane have ended: where their group ran as many as it may, another may begin. True then
local function ended_in(meta, lanes, lane0, lane, ids)
  local group = group_of(lane)
  if not group then return false end
  redis.call('SREM', beside(lanes, 'runs:' .. group), unpack(ids))
  if not redis.call('ZSCORE', beside(lanes, 'full'), 'g:' .. group) then return false end
  reopen(meta, lanes, lane0, 'g:' .. group)
  return true
end
-- adds a job to the lane that its record asks for; head = before the others of its priority
local function wait_in_lane(keys, id, record, seq)
  local word = lane_now(keys.lanes, lane_of(record), record, redis.call('HGET', keys.meta, 'lanes') or '0')
  local priority = word == 'suspects' and 0 or priority_of(record)
  redis.call('ZADD', lane_key(keys.lane0, word), whole(priority * PRIORITY + seq), id)
  open_lane(keys.meta, keys.lanes, keys.lane0, word, priority)
end
-- the lane that a waiting job stands in, and its score there; nil when it does not wait
local function find_waiting(keys, id, record)
  local score = redis.call('ZSCORE', keys.lane0, id)
  if score then return '0', score end
  if (redis.call('HGET', keys.meta, 'lanes') or '0') == '0' then return nil end
  record = record or keys.records and redis.call('HGET', keys.records, id)
  local words = { 'suspects' }
  if record and #record > 24 then
    words[2] = lane_of(record)
    words[3] = 't:' .. type_of(record)
    if words[2] ~= '0' then words[4] = words[2] .. ':' .. type_of(record) end
  end
  for i = 1, #words do
    score = redis.call('ZSCORE', lane_key(keys.lane0, words[i]), id)
    if score then return words[i], score end
  end
  return nil
end
-- Unique jobs: unique holds by key the id of the job that holds it until it has ended; or "<kind> <id>", the kind being s
-- (until its start) or t (until a time), with a plus in place of the space, and f as kind of the first sort, while next
-- holds by that key the job that is to run after. No id has a space or a plus. Of kind t alone, locks holds by job its key,
-- and lockends orders the keys by when they end.
-- The job of a lock, its kind, and true when a job is to run after it
local function lock_of(held)
  local mark = string.byte(held, 2)
  if mark ~= 32 and mark ~= 43 then return held, 'f', false end
  return string.sub(held, 3), string.sub(held, 1, 1), mark == 43
end
local function holder_in(keys, held, key, now)
  if not held then return nil end
  local id, kind = lock_of(held)
  if kind == 't' and tonumber(redis.call('ZSCORE', keys.lockends, key) or '0') <= now then return nil end
  return id
end
local function lock_holder(keys, key, now) return holder_in(keys, redis.call('HGET', keys.unique, key), key, now) end
local function lock(keys, id, kind, ms, key, now)
  redis.call('HSET', keys.unique, key, kind == 'f' and id or kind .. ' ' .. id)
  if kind == 't' then
    redis.call('HSET', keys.locks, id, key)
    redis.call('ZADD', keys.lockends, whole(now + tonumber(ms)), key)
  else
    redis.call('ZREM', keys.lockends, key)
  end
end
-- a length in a record, and where what it is of begins: seven bits a byte, the lowest first
local function length_at(record, at)
  local size, scale, byte = 0, 1, nil
  repeat
    byte = string.byte(record, at) or 0
    size = size + byte % 128 * scale
    scale = scale * 128
    at = at + 1
  until byte < 128
  return size, at
end
-- The flags of a record say whether its job is unique, and whether until its start
local function is_unique(record) return #record > 23 and string.byte(record, 2) % 8 >= 4 end
local function is_until_start(record) return #record > 23 and string.byte(record, 2) % 16 >= 12 end
-- the key and the kind of a unique job; nil of another one. Its section stands behind the type, or behind the cost
local function key_of(record)
  if not record or not is_unique(record) then return nil end
  local size, at = length_at(record, 24 + string.byte(record, 23))
  at = at + size
  if string.byte(record, at) == 53 then
    size, at = length_at(record, at + 1)
    at = at + size
  end
  if string.byte(record, at) ~= 41 then return nil end
  size, at = length_at(record, at + 1)
  local kind, _ = string.sub(record, at, at), nil
  _, at = length_at(record, at + 1)
  size, at = length_at(record, at)
  return string.sub(record, at, at + size - 1), kind
end
-- puts the job that waits for the end of a key's holder, id and record with a line feed between, into the queue
local function follow(keys, key, kind)
  local id, record = string.match(redis.call('HGET', keys.next, key) or '', '^(%S+)\n(.*)$')
  redis.call('HDEL', keys.next, key)
  if not id or redis.call('HEXISTS', keys.records, id) == 1 then return end
  redis.call('HSET', keys.records, id, record)
  local _, own = key_of(record)
  own = own or kind
  if own ~= 't' then lock(keys, id, own, '0', key, 0) end
  wait_in_lane(keys, id, record, redis.call('HINCRBY', keys.meta, 'seq', 1))
  redis.call('HSET', keys.meta, 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', keys.meta)
end
-- the keys among these that those jobs hold by a lock of these kinds; whether one is timed; what follows, by key
local function held_among(values, asked, ids, kinds)
  local freed, timed, after = {}, false, {}
  for j = 1, #asked do
    if values[j] then
      local holder, kind, more = lock_of(values[j])
      if holder == ids[j] and string.find(kinds, kind, 1, true) then
        freed[#freed + 1] = asked[j]
        timed = timed or kind == 't'
        if more then after[asked[j]] = kind end
      end
    end
  end
  return freed, timed, after
end
-- frees keys, each as far as that job holds it by a lock of these kinds; what another job took over since is left
local function free(keys, asked, ids, kinds)
  local values, plain, count = redis.call('HMGET', keys.unique, unpack(asked)), 0, #asked
  for j = 1, count do
    if values[j] == ids[j] then plain = plain + 1 end
  end
  if plain == count and kinds ~= 's' then
    redis.call('HDEL', keys.unique, unpack(asked))
    return
  end
  local freed, timed, after = held_among(values, asked, ids, kinds)
  if #freed == 0 then return end
  redis.call('HDEL', keys.unique, unpack(freed))
  if timed then redis.call('ZREM', keys.lockends, unpack(freed)) end
  for key, kind in pairs(after) do follow(keys, key, kind) end
end
-- frees what jobs hold, as far as it is of these kinds; of those whose record is given
local function unlock(keys, ids, kinds, records)
  local asked, of = {}, {}
  for i = 1, #ids do
    local key = key_of(records[i])
    if key then
      asked[#asked + 1] = key
      of[#of + 1] = ids[i]
    end
  end
  if #asked > 0 then free(keys, asked, of, kinds) end
end
-- frees what jobs hold until a time, when they are removed
local function unlock_timed(keys, ids)
  if redis.call('EXISTS', keys.locks) == 0 then return end
  local held, asked, of = redis.call('HMGET', keys.locks, unpack(ids)), {}, {}
  for i = 1, #ids do
    if held[i] then
      asked[#asked + 1] = held[i]
      of[#of + 1] = ids[i]
    end
  end
  if #asked == 0 then return end
  redis.call('HDEL', keys.locks, unpack(of))
  free(keys, asked, of, 't')
end
-- Failure groups: failures orders the fingerprints by when their last dead job left, last as long as one is dead;
-- failure:<fingerprint> is a hash of about, first, last, minute and trend (60 counts of 3 bytes, the last of that minute);
-- failure:<fingerprint>:dead orders its dead jobs by when they died; prints holds the fingerprint of every dead job.
local HAS_DEAD = 9007199254740991
local function failure_key(keys, print) return string.sub(keys.failures, 1, -2) .. ':' .. print end
local function failure_dead(keys, print) return failure_key(keys, print) .. ':dead' end
-- refuses wrong types, before the first write, of the groups that these dead jobs leave
local function check_groups(keys, ids)
  if #ids == 0 or redis.call('EXISTS', keys.prints) == 0 then return end
  local prints = redis.call('HMGET', keys.prints, unpack(ids))
  redis.call('ZCARD', keys.failures)
  local seen = {}
  for i = 1, #ids do
    if prints[i] and not seen[prints[i]] then
      seen[prints[i]] = true
      redis.call('ZCARD', failure_dead(keys, prints[i]))
    end
  end
end
-- takes jobs that are dead no more out of their groups
local function leave_groups(keys, ids, now)
  if #ids == 0 or redis.call('EXISTS', keys.prints) == 0 then return end
  local prints, left = redis.call('HMGET', keys.prints, unpack(ids)), {}
  for i = 1, #ids do
    if prints[i] then
      local list = left[prints[i]] or {}
      left[prints[i]] = list
      list[#list + 1] = ids[i]
    end
  end
  if next(left) then redis.call('HDEL', keys.prints, unpack(ids)) end
  for print, gone in pairs(left) do
    redis.call('ZREM', failure_dead(keys, print), unpack(gone))
    if redis.call('EXISTS', failure_dead(keys, print)) == 0 then
      redis.call('ZADD', keys.failures, 'XX', whole(now), print)
    end
  end
end
-- Members of workflows: members holds by job "<workflow> <part>"; outbox holds, by number, "<number> <workflow> <part>
-- <what>": c completed, d dead, x cancelled, g gone, r back from dead or cancelled. The flags of a record say whether the
-- job is a member, and whether the jobs before it have not ended yet
local function is_member(record) return #record > 23 and string.byte(record, 2) % 2 == 1 end
local function is_unreleased(record) return #record > 23 and string.byte(record, 2) % 4 >= 2 end
-- writes down what became of jobs, for those whose workflow goes on; whats holds a letter a job
local function tell_workflows(keys, now, ids, whats)
  local links = redis.call('HMGET', keys.members, unpack(ids))
  local number = math.max(tonumber(redis.call('HGET', keys.meta, 'outbox') or '0'), now * 1024)
  local entries = {}
  for i = 1, #ids do
    if links[i] then
      number = number + 1
      entries[#entries + 1] = whole(number)
      entries[#entries + 1] = whole(number) .. ' ' .. links[i] .. ' ' .. whats[i]
    end
  end
  if #entries == 0 then return end
  redis.call('ZADD', keys.outbox, unpack(entries))
  redis.call('HSET', keys.meta, 'outbox', whole(number))
end
