-- Record: adds what one node counted of one queue to its buckets of every grain.
-- KEYS 1 metrics:10, 2 metrics:60, 3 metrics:3600
-- ARGV 1 node, 2 number of this addition, 3 to 5 seconds that each bucket is kept, 6 jobs waiting ("" = not sampled),
--      then field and amount, by turns, at most 10000 fields
-- Returns 1, or 0 when the node's addition of that number or a later one is in the first bucket already
-- Twice: safe; the second call changes nothing
local mark = 'n:' .. ARGV[1]
local last = redis.call('HGET', KEYS[1], mark)
if last and tonumber(last) >= tonumber(ARGV[2]) then return 0 end
for key = 1, 3 do
  -- in slices, because a call takes a few thousand arguments at most
  for from = 7, #ARGV, 2000 do
    local fields, sums = {}, {}
    for i = from, math.min(from + 1999, #ARGV), 2 do fields[#fields + 1] = ARGV[i] end
    local before = redis.call('HMGET', KEYS[key], unpack(fields))
    for i = 1, #fields do
      sums[2 * i - 1] = fields[i]
      sums[2 * i] = whole((tonumber(before[i] or '0') or 0) + tonumber(ARGV[from + 2 * i - 1]))
    end
    redis.call('HSET', KEYS[key], unpack(sums))
  end
  if ARGV[6] ~= '' then redis.call('HSET', KEYS[key], 'waiting', ARGV[6]) end
end
redis.call('HSET', KEYS[1], mark, ARGV[2])
for key = 1, 3 do redis.call('EXPIRE', KEYS[key], ARGV[key + 2]) end
return 1
