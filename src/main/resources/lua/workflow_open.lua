-- Workflow open: begins a workflow whose parts are stored; its jobs are made, and its first ones start, by what is put to do.
-- KEYS 1 head, 2 todo
-- ARGV 1 now in ms (0 = ask Redis), 2 number of parts n, 3 parts that are made in one go, then fields and values of head
-- Returns 1, or 0 when it was open
-- Twice: safe; the second call finds it open
local now, n, slice = clock(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
hashes(1, 1)
sorted_sets(2, 2)
if redis.call('HEXISTS', KEYS[1], 'state') == 1 then return 0 end
local seq, items = 0, {}
local function todo(item)
  seq = seq + 1
  items[#items + 1] = whole(seq)
  items[#items + 1] = whole(seq) .. ' ' .. item
end
for from = 1, n, slice do todo('m ' .. whole(from) .. ' ' .. whole(math.min(from + slice - 1, n))) end
todo('w S 1 0')
redis.call('ZADD', KEYS[2], unpack(items))
redis.call('HSET', KEYS[1], 'state', 'running', 'createdAt', whole(now), 'parts', n, 'next', n, 'todo', whole(seq), unpack(ARGV, 4))
return 1
