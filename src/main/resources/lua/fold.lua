-- Fold: adds up the buckets of metrics of a longer time that has ended, and keeps the sum as a bucket, as long as these. Its
-- sample of waiting jobs is the last one, and the place of that among the buckets stands in "sampled".
-- KEYS 1 metrics:300 or metrics:21600, of a queue or of a type, 2 the same of the queue, 3 and on: the buckets of that time,
--      oldest first
-- ARGV 1 the type ("" = the whole queue)
-- Returns the value of the sum, empty where nothing was recorded, and the types that have buckets in that time
-- Twice: safe; the second call writes what the first did. record.lua ends the sum when something is added to its time
local function add_up()
  local bins, named, types, found, sampled = {}, {}, {}, false, nil
  for key = 3, #KEYS do
    local before = named.waiting
    named.waiting = nil
    local marks, loose = tally(KEYS[key], bins, named)
    found = found or #marks + loose > 0 or next(named) ~= nil or next(bins) ~= nil
    types_of(marks, types)
    if named.waiting then sampled = key - 3 else named.waiting = before end
  end
  named.sampled = sampled
  return found and packed(bins, named) or '', list_of(types)
end
hashes(1, #KEYS)
local value, types = add_up()
if value == '' then return { value } end
redis.call('HSET', KEYS[1], COUNTS, value)
local ends = 0
for key = 3, #KEYS do ends = math.max(ends, redis.call('PTTL', KEYS[key])) end
local function keep(key)
  if ends > redis.call('PTTL', key) then redis.call('PEXPIRE', key, ends) end
end
keep(KEYS[1])
local marks = {}
if ARGV[1] ~= '' then types = { ARGV[1] } end
for i = 1, #types do
  marks[2 * i - 1], marks[2 * i] = 'n:t:' .. types[i], '1'
end
if #marks > 0 then
  redis.call('HSET', KEYS[2], unpack(marks))
  keep(KEYS[2])
end
return { value, unpack(types) }
