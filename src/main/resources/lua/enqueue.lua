-- Enqueue: stores new jobs of one queue and places each as waiting or scheduled; jobs whose id is taken stay untouched.
-- KEYS 1 meta, 2 records, 3 lane:0, 4 lanes, 5 scheduled, 6 named, 7 unique, 8 locks, 9 lockends, 10 next, 11 copies,
--      12 completed, 13 sizes
-- ARGV 1 number of jobs n, 2 number of placements g, 3 number of client-made ids m,
--      4 number of groups of unique jobs u, behind it a plus where two jobs have one key;
--      then g times: "w", priority 1..100 and lane word, or "s", due in ms and ""; and how many of the jobs, in order, it
--      holds for. The ids of one "w" placement ascend;
--      then n times: id, record; then m times: position 1..n of a client-made id, hash of its request; then u times, for
--      unique jobs that follow each other: position of the first, how many, kind of their locks ("s", "f" or "t") and
--      behind it what becomes of a job whose key is held ("" = nothing,
--      "d" = it takes the place of a holder that has not begun and moves its due time, "k" = it takes that place, or runs
--      after the holder), ms that the locks last (kind t), their keys, and with "k" the ids under which they run after the holder;
--      then until the end, two each: position of a job that is a copy of another one, and the id of that one
-- Returns -1 when the queue is not registered, -2 when it holds as many dead jobs as it may; else a list, empty when all were new: for each job that was not, its
--      position 1..n, what holds it: "id", and the request hash remembered for the id ("" when none); or "unique", and the id of the
--      job that holds its key
-- Twice: safe; the second call finds the ids taken
local n, g, m = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local u, apart = tonumber(string.match(ARGV[4], '%d+')), not string.find(ARGV[4], '+', 1, true)
local first = 5 + 4 * g
local meta = redis.call('HMGET', KEYS[1], 'number', 'parked', 'seq', 'lanes', 'full')
if not meta[1] then return -1 end
if meta[5] == '1' then return -2 end

local ids = {}
for i = 1, n do ids[i] = ARGV[first + 2 * (i - 1)] end
local taken, refused = {}, {}
local names = first + 2 * n
if m > 0 then
  local asked = {}
  for j = 1, m do asked[j] = ids[tonumber(ARGV[names + 2 * (j - 1)])] end
  local known = redis.call('HMGET', KEYS[6], unpack(asked))
  for j = 1, m do
    local i = tonumber(ARGV[names + 2 * (j - 1)])
    if known[j] then taken[i] = 'named:' .. known[j] end
  end
end
-- one command tells of many ids that none is taken, but brings the records of those that are, of 64 at most: after that,
-- and where the first id is taken, as in a repeated call, each is asked for alone
local function is_taken(id) return redis.call('HEXISTS', KEYS[2], id) == 1 end
local alone = n == 1 or next(taken) or is_taken(ids[1])
for from = 1, n, 64 do
  local to = math.min(n, from + 63)
  if alone then
    for i = from, to do taken[i] = taken[i] or is_taken(ids[i]) and 'record' end
  else
    local part = redis.call('HMGET', KEYS[2], unpack(ids, from, to))
    for i = 1, #part do
      if part[i] then
        taken[from + i - 1] = 'record'
        alone = true
      end
    end
  end
end
local fresh = n
for i = 1, n do
  if taken[i] then
    fresh = fresh - 1
    refused[#refused + 1] = i
    refused[#refused + 1] = 'id'
    refused[#refused + 1] = string.sub(taken[i], 1, 6) == 'named:' and string.sub(taken[i], 7) or ''
  end
end
local keys = { meta = KEYS[1], lane0 = KEYS[3], lanes = KEYS[4], unique = KEYS[7], locks = KEYS[8], lockends = KEYS[9] }
local now = u > 0 and clock('0') or 0
local locked, copies, newest, args = {}, names + 2 * m, {}, ARGV
local holders, over, held_by, held_until = {}, {}, {}, {}

-- unique jobs of which at least one has a key that is held, an id that is taken, the key of another, or a lock with an end
local function look(from, count, before, held, word, ms)
  local kind, mode = string.sub(word, 1, 1), string.sub(word, 2)
  for j = 1, count do
    local i, key = from + j - 1, args[before + j]
    local id, holder = ids[i], locked[key] or held[j] and holder_in(keys, held[j], key, now)
    if holder and not taken[i] then
      fresh = fresh - 1
      taken[i] = 'unique'
      refused[#refused + 1] = i
      refused[#refused + 1] = 'unique'
      refused[#refused + 1] = holder
      if mode ~= '' then newest[#newest + 1] = { i, key, kind, mode, ms, args[before + count + j] } end
    elseif not taken[i] then
      locked[key] = id
      local p = #holders
      holders[p + 1], holders[p + 2] = key, kind == 'f' and id or kind .. ' ' .. id
      if held[j] then over[#over + 1] = key end
      if kind == 't' then
        p = #held_by
        held_by[p + 1], held_by[p + 2] = id, key
        held_until[p + 1], held_until[p + 2] = whole(now + tonumber(ms)), key
      end
    end
  end
end
for _ = 1, u do
  local from, count, word, ms = tonumber(args[copies]), tonumber(args[copies + 1]), args[copies + 2], args[copies + 3]
  local before, p, free = copies + 3, #holders, 0
  local held = redis.call('HMGET', KEYS[7], unpack(args, before + 1, before + count))
  if apart and string.sub(word, 1, 1) == 'f' and not next(taken) then
    while free < count and not held[free + 1] do
      holders[p + 1], holders[p + 2] = args[before + free + 1], ids[from + free]
      p, free = p + 2, free + 1
    end
  end
  if free < count then
    for i = p, p - 2 * free + 1, -1 do holders[i] = nil end
    look(from, count, before, held, word, ms)
  end
  copies = before + 1 + (string.sub(word, 2) == 'k' and 2 or 1) * count
end
if #newest > 0 then
  sorted_sets(3, 5)
  hashes(10, 10)
end

-- a job whose key is held takes the place of a holder of its type that has not begun, or waits for its end
local function renew_holder(job)
  local i, key, kind, mode, ms, later = unpack(job)
  local record = ARGV[first + 2 * i - 1]
  local holder, held, more = lock_of(redis.call('HGET', KEYS[7], key))
  local old = redis.call('HGET', KEYS[2], holder) or ''
  if type_of(old) ~= type_of(record) or #old < 24 then return end
  local planned = redis.call('ZSCORE', KEYS[5], holder)
  local lane = not planned and find_waiting(keys, holder, old)
  if (planned or lane) and lane_of(old) == lane_of(record) then
    local kept = mode == 'd' and 10 or 22
    redis.call('HSET', KEYS[2], holder, string.sub(record, 1, 2) .. string.sub(old, 3, kept) .. string.sub(record, kept + 1))
    if mode == 'd' and (planned or due_of(record) > created_of(record)) then
      if lane then redis.call('ZREM', lane_key(KEYS[3], lane), holder) end
      redis.call('ZADD', KEYS[5], whole(due_of(record)), holder)
      redis.call('PUBLISH', 'ym:hint', 'due ' .. KEYS[1])
    end
    if kind ~= held and held == 't' then redis.call('HDEL', KEYS[8], holder) end
    if more then redis.call('HDEL', KEYS[10], key) end
    if kind ~= held or more or mode == 'd' and kind == 't' then lock(keys, holder, kind, ms, key, now) end
  elseif mode == 'k' and not lane and not planned and held ~= 't' then
    redis.call('HSET', KEYS[10], key, later .. '\n' .. record)
    redis.call('HSET', KEYS[7], key, held .. '+' .. holder)
  end
end
if #held_by + #over > 0 then
  hashes(8, 8)
  sorted_sets(9, 9)
end
if fresh == 0 then
  for i = 1, #newest do renew_holder(newest[i]) end
  return refused
end

if copies <= #ARGV then
  hashes(11, 11)
  sorted_sets(12, 12)
  hashes(13, 13)
end
local many = meta[4] and meta[4] ~= '0'
local kinds = {}
for p = 0, g - 1 do kinds[ARGV[5 + 4 * p]] = true end
if kinds.w then sorted_sets(3, 3) end
if many then sorted_sets(4, 4) end
if kinds.s then sorted_sets(5, 5) end
local seq, at, scheduled, lanes, woken = tonumber(meta[3] or '0'), 1, {}, {}, false
local several = many
local function lane_list(word, priority)
  several = several or word ~= '0'
  local list = lanes[word]
  if not list then
    list = { priority = priority }
    lanes[word] = list
  elseif priority < list.priority then
    list.priority = priority
  end
  return list
end
for p = 0, g - 1 do
  local kind, number, word = ARGV[5 + 4 * p], ARGV[6 + 4 * p], ARGV[7 + 4 * p]
  local count = tonumber(ARGV[8 + 4 * p])
  local waits = kind == 'w'
  if word == 'suspects' then number = '0' end
  local score = waits and whole(tonumber(number) * PRIORITY + seq + 1) or number
  local into = scheduled
  if waits and not many then into = lane_list(word, tonumber(number)) end
  for i = at, at + count - 1 do
    if not taken[i] then
      if waits and many then into = lane_list(lane_now(KEYS[4], word, ARGV[first + 2 * i - 1], meta[4]), tonumber(number)) end
      into[#into + 1] = score
      into[#into + 1] = ids[i]
    end
  end
  if waits then seq = seq + count end
  at = at + count
end
if fresh == n then
  redis.call('HSET', KEYS[2], unpack(ARGV, first, first + 2 * n - 1))
else
  local pairs = {}
  for i = 1, n do
    if not taken[i] then
      pairs[#pairs + 1] = ids[i]
      pairs[#pairs + 1] = ARGV[first + 2 * i - 1]
    end
  end
  redis.call('HSET', KEYS[2], unpack(pairs))
end
for j = 1, m do
  local i = tonumber(ARGV[names + 2 * (j - 1)])
  if not taken[i] then redis.call('HSET', KEYS[6], ids[i], ARGV[names + 2 * j - 1]) end
end
if #holders > 0 then redis.call('HSET', KEYS[7], unpack(holders)) end
if #over > 0 then redis.call('ZREM', KEYS[9], unpack(over)) end
if #held_by > 0 then
  redis.call('HSET', KEYS[8], unpack(held_by))
  redis.call('ZADD', KEYS[9], unpack(held_until))
end
for word, list in pairs(lanes) do
  if #list > 0 then
    woken = true
    redis.call('ZADD', lane_key(KEYS[3], word), unpack(list))
    if several then open_lane(KEYS[1], KEYS[4], KEYS[3], word, list.priority) end
  end
end
if woken then
  if meta[2] ~= '0' then
    redis.call('HSET', KEYS[1], 'seq', whole(seq), 'parked', '0')
    redis.call('PUBLISH', 'ym:hint', KEYS[1])
  else
    redis.call('HSET', KEYS[1], 'seq', whole(seq))
  end
end
if #scheduled > 0 then
  redis.call('ZADD', KEYS[5], unpack(scheduled))
  local head = redis.call('ZRANGE', KEYS[5], 0, 0)[1]
  for i = 2, #scheduled, 2 do
    if scheduled[i] == head then
      redis.call('PUBLISH', 'ym:hint', 'due ' .. KEYS[1])
      break
    end
  end
end
for i = 1, #newest do renew_holder(newest[i]) end
-- the newest hundred copies of a job, while it is there
for at = copies, #ARGV, 2 do
  local id, source = ids[tonumber(ARGV[at])], ARGV[at + 1]
  if not taken[tonumber(ARGV[at])] and redis.call('HEXISTS', KEYS[2], source) == 1 then
    local old = redis.call('HGET', KEYS[11], source) or ''
    local list = old .. id .. ' '
    local _, count = string.gsub(list, ' ', ' ')
    if count > 100 then list = string.gsub(list, '^%S+ ', '', 1) end
    redis.call('HSET', KEYS[11], source, list)
    add_size(KEYS[13], source, #list - #old)
    if redis.call('ZSCORE', KEYS[12], source) then
      redis.call('HINCRBY', KEYS[1], 'bytes', #list - #old)
      redis.call('HINCRBY', KEYS[1], 'sizes', #list - #old)
    end
  end
end
return refused
