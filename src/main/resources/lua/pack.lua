-- Pack: writes a bucket of metrics that has ended as one value: less memory, and one field to read.
-- KEYS 1 metrics:10, metrics:60 or metrics:3600, of a queue or of a type
-- ARGV none
-- Returns the types that have a bucket beside it
-- Twice: safe; what was added since is added to the value, and a second call finds nothing to pack
local FEW = 64
if redis.call('HLEN', KEYS[1]) == 0 then return {} end
local bins, named, types = {}, {}, {}
local marks, loose = tally(KEYS[1], bins, named)
types_of(marks, types)
if loose > FEW or loose > 0 and redis.call('HEXISTS', KEYS[1], COUNTS) == 1 then
  local ends = redis.call('PTTL', KEYS[1])
  local value = packed(bins, named)
  redis.call('DEL', KEYS[1]) -- a hash that lost its fields keeps their table
  redis.call('HSET', KEYS[1], COUNTS, value)
  for from = 1, #marks, 1000 do
    redis.call('HSET', KEYS[1], unpack(marks, from, math.min(from + 999, #marks)))
  end
  if ends > 0 then redis.call('PEXPIRE', KEYS[1], ends) end
end
return list_of(types)
