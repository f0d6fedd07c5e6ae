-- Record: adds what one node counted of one queue, or of all together, to its buckets of every grain.
-- KEYS 1 metrics:10, 2 metrics:60, 3 metrics:3600, 4 meta, 5 metrics:300, 6 metrics:21600
-- ARGV 1 node, 2 number of this addition, 3 to 5 seconds that each bucket is kept, 6 jobs waiting ("" = not sampled),
--      then field and amount, by turns, at most 10000 fields. A field that begins with a type and a tab goes to the bucket
--      of that type, "<key>:<type>". A bucket knows 200 types; more count as the type "other": in "ok:<type>",
--      "failed:<type>" and "time:<type>", and in the buckets of types. That no job of a queue waits, and nothing
--      else, makes no bucket: it goes to those that are there. Sums of a time that is added to end, to be made anew
-- Returns 1, or 0 when the node's addition of that number or a later one is in the first bucket already, or the queue is
--      not registered: what was counted of a queue that was deleted since comes to nothing
-- Twice: safe; the second call changes nothing
local MOST_TYPES = 200
hashes(1, 6)
if redis.call('HEXISTS', KEYS[4], 'number') == 0 and redis.call('HEXISTS', KEYS[4], 'queues') == 0 then return 0 end
for key = 5, 6 do
  local marks = redis.call('HKEYS', KEYS[key])
  for i = 1, #marks do
    local type = string.match(marks[i], '^n:t:(.+)$')
    if type then redis.call('UNLINK', KEYS[key] .. ':' .. type) end
  end
  if #marks > 0 then redis.call('UNLINK', KEYS[key]) end
end
if ARGV[6] == '0' and #ARGV == 6 and redis.call('HEXISTS', KEYS[4], 'queues') == 0 then
  for key = 1, 3 do
    if (redis.call('HGET', KEYS[key], 'waiting') or '0') ~= '0' then redis.call('HSET', KEYS[key], 'waiting', '0') end
  end
  return 1
end
local mark = 'n:' .. ARGV[1]
local last = redis.call('HGET', KEYS[1], mark)
if last and tonumber(last) >= tonumber(ARGV[2]) then return 0 end

local plain, typed = {}, {}
for i = 7, #ARGV, 2 do
  local type, field = string.match(ARGV[i], '^([^\t]+)\t(.+)$')
  if type then
    typed[type] = typed[type] or {}
    typed[type][field] = tonumber(ARGV[i + 1])
  else
    plain[ARGV[i]] = tonumber(ARGV[i + 1])
  end
end
for key = 1, 3 do
  for type in pairs(typed) do redis.call('HLEN', KEYS[key] .. ':' .. type) end
  if next(typed) then redis.call('HLEN', KEYS[key] .. ':other') end
end

-- in slices, because a call takes a few thousand arguments at most
local function add(key, amounts)
  local fields, count = {}, 0
  local function write()
    if count == 0 then return end
    local before, sums = redis.call('HMGET', key, unpack(fields, 1, count)), {}
    for i = 1, count do
      sums[2 * i - 1] = fields[i]
      sums[2 * i] = whole((tonumber(before[i] or '0') or 0) + amounts[fields[i]])
    end
    redis.call('HSET', key, unpack(sums))
    count = 0
  end
  for field in pairs(amounts) do
    count = count + 1
    fields[count] = field
    if count == 1000 then write() end
  end
  write()
end
local function merge(into, field, amount) into[field] = (into[field] or 0) + amount end

for key = 1, 3 do
  local bucket, known = KEYS[key], {}
  local types = tonumber(redis.call('HGET', bucket, 'n:types') or '0')
  local function name_of(type)
    if known[type] == nil then
      known[type] = redis.call('HEXISTS', bucket, 'n:t:' .. type) == 1
      if not known[type] and types < MOST_TYPES then
        types = types + 1
        redis.call('HSET', bucket, 'n:t:' .. type, 1)
        known[type] = true
      end
    end
    return known[type] and type or 'other'
  end
  local amounts, buckets = {}, {}
  for field, amount in pairs(plain) do
    local what, type = string.match(field, '^(%a+):(.+)$')
    local counts = what == 'ok' or what == 'failed' or what == 'time'
    merge(amounts, counts and what .. ':' .. name_of(type) or field, amount)
  end
  for type, fields in pairs(typed) do
    local name = name_of(type)
    buckets[name] = buckets[name] or {}
    for field, amount in pairs(fields) do merge(buckets[name], field, amount) end
  end
  add(bucket, amounts)
  for name, fields in pairs(buckets) do
    add(bucket .. ':' .. name, fields)
    redis.call('EXPIRE', bucket .. ':' .. name, ARGV[key + 2])
  end
  redis.call('HSET', bucket, 'n:types', types)
  if ARGV[6] ~= '' then redis.call('HSET', bucket, 'waiting', ARGV[6]) end
end
redis.call('HSET', KEYS[1], mark, ARGV[2])
for key = 1, 3 do redis.call('EXPIRE', KEYS[key], ARGV[key + 2]) end
return 1
