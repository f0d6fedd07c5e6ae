-- Workflow add: adds jobs to the top group of a workflow that runs, in two steps: reserves their numbers, then begins them.
-- KEYS 1 head, 2 plan, 3 todo, 4 jobs
-- ARGV 1 number of jobs n, 2 first of their numbers ("0" = reserve them), 3 most members of a group, 4 most jobs of a
--      workflow, 5 parts that are made in one go
-- Returns a list: "ok" and the first number; "unknown"; "ended" and the state; "chain" when the top is no group; "group" and
--      how many members it has; "full" and how many jobs the workflow has; or "late" when what was stored is gone again
-- Twice: of the first step, other numbers are reserved; the second finds them begun and does nothing
local n, first, slice = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[5])
hashes(1, 2)
sorted_sets(3, 3)
hashes(4, 4)
local head = redis.call('HMGET', KEYS[1], 'state', 'next', 'parts', 'todo', 'jobs', 'grown')
if not head[1] then return { 'unknown' } end
if head[1] ~= 'running' then return { 'ended', head[1] } end
local kind, count = string.match(redis.call('HGET', KEYS[2], '1') or '', '^(%a) .* (%d+)$')
if kind ~= 'g' then return { 'chain' } end
local begun = 'added:' .. whole(first)
if first > 0 and redis.call('HEXISTS', KEYS[1], begun) == 1 then return { 'ok', first } end
local next, grown = tonumber(head[2]), tonumber(head[6] or '0')
local members, jobs = tonumber(count) + grown, tonumber(head[5] or head[3]) + grown
if members + n > tonumber(ARGV[3]) then return { 'group', whole(members) } end
if jobs + n > tonumber(ARGV[4]) then return { 'full', whole(jobs) } end
if first == 0 then
  redis.call('HSET', KEYS[1], 'next', whole(next + n))
  return { 'ok', next + 1 }
end
if redis.call('HEXISTS', KEYS[4], whole(first)) == 0 then return { 'late' } end
local seq, items = tonumber(head[4]), {}
local function todo(item)
  seq = seq + 1
  items[#items + 1] = whole(seq)
  items[#items + 1] = whole(seq) .. ' ' .. item
end
local last = first + n - 1
for from = first, last, slice do todo('m ' .. whole(from) .. ' ' .. whole(math.min(from + slice - 1, last))) end
todo('w R ' .. whole(first) .. ' ' .. whole(last))
redis.call('ZADD', KEYS[3], unpack(items))
local parts = math.max(tonumber(head[3]), last)
redis.call('HSET', KEYS[1], 'parts', whole(parts), 'todo', whole(seq), 'grown', whole(grown + n), begun, n)
return { 'ok', first }
