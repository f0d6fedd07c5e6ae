-- Admit: stores the jobs of a workflow in one queue, blocked; one whose id or unique key another job has is refused.
-- KEYS 1 meta, 2 records, 3 blocked, 4 members, 5 named, 6 unique, 7 locks, 8 lockends, 9 next
-- ARGV 1 now in ms (0 = ask Redis), 2 number of jobs n 1..250; then n times: id, record, "<workflow> <part>"; kind, ms and
--      key of its lock ("" three times = none), as in enqueue
-- Returns -1 when the queue is not registered; else the positions 1..n that were refused, negated where the id is that of
--      another part of the same workflow
-- Twice: safe; the second call finds its own jobs there
if not redis.call('HGET', KEYS[1], 'number') then return -1 end
local now, n, refused = clock(ARGV[1]), tonumber(ARGV[2]), {}
hashes(2, 2)
sorted_sets(3, 3)
hashes(4, 7)
sorted_sets(8, 8)
local keys = { unique = KEYS[6], locks = KEYS[7], lockends = KEYS[8] }
local ids = {}
for i = 1, n do ids[i] = ARGV[6 * i - 3] end
local taken, links = redis.call('HMGET', KEYS[2], unpack(ids)), redis.call('HMGET', KEYS[4], unpack(ids))
local named, stamp = redis.call('HMGET', KEYS[5], unpack(ids)), whole(now)
for i = 1, n do
  local at = 6 * i - 3
  local id, link, kind, key = ids[i], ARGV[at + 2], ARGV[at + 3], ARGV[at + 5]
  local holder = kind ~= '' and lock_holder(keys, key, now)
  if links[i] == link then
    holder = nil -- here before
  elseif taken[i] or named[i] or holder then
    local same = links[i] and string.match(links[i], '^%S+') == string.match(link, '^%S+')
    refused[#refused + 1] = same and 0 - i or i
  else
    redis.call('HSET', KEYS[2], id, ARGV[at + 1])
    redis.call('HSET', KEYS[4], id, link)
    redis.call('ZADD', KEYS[3], stamp, id)
    if kind ~= '' then lock(keys, id, kind, ARGV[at + 4], key, now) end
  end
end
return refused
