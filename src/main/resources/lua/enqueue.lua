-- Enqueue: stores new jobs of one queue and places each as waiting or scheduled; jobs whose id is taken stay untouched.
-- KEYS 1 meta hash, 2 records hash, 3 lane 0 sorted set, 4 scheduled sorted set, 5 named hash
-- ARGV 1 number of jobs n, 2 number of placements g, 3 number of client-made ids m;
--      then g times: "w" and priority 1..100, or "s" and due in ms; and how many of the jobs, in order, it holds for.
--      The ids of one "w" placement ascend;
--      then n times: id, record; then m times: position 1..n of a client-made id, hash of its request
-- Returns -1 when the queue is not registered; else a list, empty when all were new: for each job that was not, its
--      position 1..n and the request hash remembered for its id ("" when none)
-- Twice: safe; the second call finds the ids taken
local n, g, m = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local first = 4 + 3 * g
local meta = redis.call('HMGET', KEYS[1], 'number', 'parked', 'seq')
if not meta[1] then return -1 end

local ids = {}
for i = 1, n do ids[i] = ARGV[first + 2 * (i - 1)] end
local taken, refused = redis.call('HMGET', KEYS[2], unpack(ids)), {}
local names = first + 2 * n
if m > 0 then
  local asked = {}
  for j = 1, m do asked[j] = ids[tonumber(ARGV[names + 2 * (j - 1)])] end
  local known = redis.call('HMGET', KEYS[5], unpack(asked))
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
    refused[#refused + 1] = string.sub(taken[i], 1, 6) == 'named:' and string.sub(taken[i], 7) or ''
  end
end
if fresh == 0 then return refused end

local seq, at, waiting, scheduled = tonumber(meta[3] or '0'), 1, {}, {}
for p = 0, g - 1 do
  local kind, number, count = ARGV[4 + 3 * p], ARGV[5 + 3 * p], tonumber(ARGV[6 + 3 * p])
  local into = kind == 'w' and waiting or scheduled
  local score = kind == 'w' and string.format('%.0f', tonumber(number) * 70368744177664 + seq + 1) or number
  for i = at, at + count - 1 do
    if not taken[i] then
      into[#into + 1] = score
      into[#into + 1] = ids[i]
    end
  end
  if kind == 'w' then seq = seq + count end
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
  if not taken[i] then redis.call('HSET', KEYS[5], ids[i], ARGV[names + 2 * j - 1]) end
end
if #waiting > 0 then
  redis.call('ZADD', KEYS[3], unpack(waiting))
  if meta[2] ~= '0' then
    redis.call('HSET', KEYS[1], 'seq', string.format('%.0f', seq), 'parked', '0')
    redis.call('PUBLISH', 'ym:hint', KEYS[1])
  else
    redis.call('HSET', KEYS[1], 'seq', string.format('%.0f', seq))
  end
end
if #scheduled > 0 then
  redis.call('ZADD', KEYS[4], unpack(scheduled))
  local head = redis.call('ZRANGE', KEYS[4], 0, 0)[1]
  for i = 2, #scheduled, 2 do
    if scheduled[i] == head then
      redis.call('PUBLISH', 'ym:hint', 'due ' .. KEYS[1])
      break
    end
  end
end
return refused
