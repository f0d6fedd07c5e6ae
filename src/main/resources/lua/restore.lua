-- Restore: takes back a part of a bulk act. What was removed comes back as it was, where no job has its id and no other
-- holds its key; what was retried is dead again as it was, where it still waits with the record that it got.
-- KEYS 1 meta, 2 records, 3 lane:0, 4 lanes, 5 scheduled, 6 retrying, 7 blocked, 8 completed, 9 dead, 10 cancelled,
--      11 named, 12 forget, 13 ends, 14 results, 15 history, 16 errors, 17 progress, 18 log, 19 cancels,
--      20 unique, 21 locks, 22 lockends, 23 next, 24 failures, 25 prints, 26 members, 27 outbox, 28 copies,
--      29 sizes
-- ARGV 1 now in ms (0 = ask Redis), 2 name under which it was kept aside
-- Returns how many came back
-- Twice: safe; the second call finds nothing
local now = clock(ARGV[1])
hashes(1, 2)
sorted_sets(3, 10)
hashes(11, 11)
sorted_sets(12, 12)
hashes(13, 21)
sorted_sets(22, 22)
hashes(23, 23)
sorted_sets(24, 24)
hashes(25, 25)
hashes(28, 29)
local keys = {
  meta = KEYS[1], records = KEYS[2], lane0 = KEYS[3], lanes = KEYS[4],
  unique = KEYS[20], locks = KEYS[21], lockends = KEYS[22], next = KEYS[23], failures = KEYS[24],
  prints = KEYS[25],
}
local sets = { scheduled = 5, retrying = 6, completed = 8, dead = 9, cancelled = 10, retried = 9 }
local sides = { n = 11, d = 13, o = 14, h = 15, e = 16, p = 17, g = 18, c = 28, b = 29 }
local name = beside(KEYS[4], 'aside:' .. ARGV[2])
local all = redis.call('HGETALL', name)
if #all == 0 or redis.call('HEXISTS', KEYS[1], 'number') == 0 then return 0 end
local kept, ids = {}, {}
for i = 1, #all, 2 do
  kept[all[i]] = all[i + 1]
  local id = string.match(all[i], '^r:(.*)$')
  if id then ids[#ids + 1] = id end
end
for i = 1, #ids do
  local print = kept['f:' .. ids[i]]
  if print then
    redis.call('HLEN', failure_key(keys, print))
    redis.call('ZCARD', failure_dead(keys, print))
  end
end
local state, back, sizes, woken = kept.state, 0, 0, false
local function place(id, record)
  redis.call('HSET', KEYS[2], id, record)
  if state == 'waiting' then
    wait_in_lane(keys, id, record, redis.call('HINCRBY', KEYS[1], 'seq', 1))
    woken = true
  else
    redis.call('ZADD', KEYS[sets[state]], kept['s:' .. id], id)
  end
  local print = kept['f:' .. id] or ''
  if print ~= '' and redis.call('EXISTS', failure_key(keys, print)) == 1 then
    redis.call('ZADD', failure_dead(keys, print), kept['s:' .. id], id)
    redis.call('HSET', KEYS[25], id, print)
    redis.call('ZADD', KEYS[24], whole(HAS_DEAD), print)
  end
  back = back + 1
end
-- the lock that a removed job held: false when another job holds its key now
local function lock_again(id)
  local kind, ms, key = string.match(kept['k:' .. id] or '', '^(%a) (%d+) (.*)$')
  if not kind then return true end
  if lock_holder(keys, key, now) then return false end
  if kind ~= 't' or tonumber(ms) > 0 then lock(keys, id, kind, ms, key, now) end
  return true
end
for i = 1, #ids do
  local id = ids[i]
  local record, stored = kept['r:' .. id], redis.call('HGET', KEYS[2], id)
  if state == 'retried' then
    local lane = stored and stored == kept['w:' .. id] and find_waiting(keys, id, stored)
    if lane then
      redis.call('ZREM', lane_key(KEYS[3], lane), id)
      place(id, record)
      unlock(keys, { id }, 'sf', { stored })
    end
  elseif not stored and lock_again(id) then
    for letter, side in pairs(sides) do
      local value = kept[letter .. ':' .. id]
      if value then redis.call('HSET', KEYS[side], id, value) end
    end
    redis.call('ZREM', KEYS[12], id)
    place(id, record)
    sizes = sizes + math.max(0, tonumber(kept['b:' .. id] or '0'))
  end
end
if state == 'completed' then
  redis.call('HINCRBY', KEYS[1], 'bytes', whole(math.floor(tonumber(kept.share) * back / #ids) + sizes))
  if sizes > 0 then redis.call('HINCRBY', KEYS[1], 'sizes', whole(sizes)) end
end
if woken then
  redis.call('HSET', KEYS[1], 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
redis.call('UNLINK', name)
return back
