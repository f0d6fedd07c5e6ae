-- Enqueue: stores new jobs of one queue and places each as waiting or scheduled; jobs whose id is taken stay untouched.
-- KEYS 1 meta, 2 records, 3 lane:0, 4 lanes, 5 scheduled, 6 named, 7 unique, 8 locks, 9 lockends
-- ARGV 1 number of jobs n, 2 number of placements g, 3 number of client-made ids m,
--      4 number of unique jobs u;
--      then g times: "w", priority 1..100 and lane word, or "s", due in ms and ""; and how many of the jobs, in order, it
--      holds for. The ids of one "w" placement ascend;
--      then n times: id, record; then m times: position 1..n of a client-made id, hash of its request; then u times: position of a
--      unique job, kind of its lock ("s", "f" or "t"), ms that it lasts (kind t), its key
-- Returns -1 when the queue is not registered; else a list, empty when all were new: for each job that was not, its
--      position 1..n, what holds it: "id", and the request hash remembered for the id ("" when none); or "unique", and the id of the
--      job that holds its key
-- Twice: safe; the second call finds the ids taken
local n, g, m = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local u = tonumber(ARGV[4])
local first = 5 + 4 * g
local meta = redis.call('HMGET', KEYS[1], 'number', 'parked', 'seq', 'lanes')
if not meta[1] then return -1 end

local ids = {}
for i = 1, n do ids[i] = ARGV[first + 2 * (i - 1)] end
local taken, refused = redis.call('HMGET', KEYS[2], unpack(ids)), {}
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
local fresh = n
for i = 1, n do
  if taken[i] then
    fresh = fresh - 1
    refused[#refused + 1] = i
    refused[#refused + 1] = 'id'
    refused[#refused + 1] = string.sub(taken[i], 1, 6) == 'named:' and string.sub(taken[i], 7) or ''
  end
end
local keys, now = { unique = KEYS[7], locks = KEYS[8], lockends = KEYS[9] }, u > 0 and clock('0') or 0
local locked, uniques = {}, names + 2 * m
for j = 0, u - 1 do
  local i, key = tonumber(ARGV[uniques + 4 * j]), ARGV[uniques + 4 * j + 3]
  if not taken[i] then
    local holder = locked[key] or lock_holder(keys, key, now)
    if holder then
      fresh = fresh - 1
      taken[i] = 'unique'
      refused[#refused + 1] = i
      refused[#refused + 1] = 'unique'
      refused[#refused + 1] = holder
    else
      locked[key] = ids[i]
    end
  end
end
if fresh == 0 then return refused end

local many = meta[4] and meta[4] ~= '0'
local kinds = {}
for p = 0, g - 1 do kinds[ARGV[5 + 4 * p]] = true end
if kinds.w then sorted_sets(3, 3) end
if many then sorted_sets(4, 4) end
if kinds.s then sorted_sets(5, 5) end
local seq, at, scheduled, lanes, woken = tonumber(meta[3] or '0'), 1, {}, {}, false
local function lane_list(word, priority)
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
      if waits and many then into = lane_list(lane_now(KEYS[4], word, ARGV[first + 2 * i - 1]), tonumber(number)) end
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
for j = 0, u - 1 do
  local at = uniques + 4 * j
  local id = ids[tonumber(ARGV[at])]
  if locked[ARGV[at + 3]] == id then lock(keys, id, ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], now) end
end
for word, list in pairs(lanes) do
  if #list > 0 then
    woken = true
    redis.call('ZADD', lane_key(KEYS[3], word), unpack(list))
    if many or word ~= '0' then open_lane(KEYS[1], KEYS[4], KEYS[3], word, list.priority) end
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
return refused
