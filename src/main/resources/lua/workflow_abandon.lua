-- Workflow abandon: removes parts that were stored to be added and never begun, the first 500. To be called only long after.
-- KEYS 1 todo, 2 jobs, 3 plan, 4 steps
-- ARGV none
-- Returns how many were removed; 0 while there is something to do, since their jobs may be part of that
-- Twice: safe; the second call finds others or none
sorted_sets(1, 1)
hashes(2, 4)
if redis.call('ZCARD', KEYS[1]) > 0 then return 0 end
local parts = redis.call('HKEYS', KEYS[2])
table.sort(parts, function(one, other) return tonumber(one) < tonumber(other) end)
local count = math.min(500, #parts)
if count > 0 then
  for key = 2, 4 do redis.call('HDEL', KEYS[key], unpack(parts, 1, count)) end
end
return count
