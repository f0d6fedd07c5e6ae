-- Fsck_queue: looks whether the keys of a queue are of their type, and its counters true to what was counted.
-- KEYS 1 meta, 2 records, 3 active, 4 leases, 5 lane:0, 6 lanes, 7 scheduled, 8 retrying, 9 blocked, 10 completed, 11 dead,
--      12 cancelled, 13 ends, 14 results, 15 history, 16 errors, 17 progress, 18 log, 19 cancels, 20 named, 21 forget,
--      22 requests, 23 unique, 24 locks, 25 lockends, 26 next, 27 stored, 28 storedends, 29 failures, 30 prints, 31 members, 32 outbox,
--      33 copies, 34 sizes
-- ARGV 1 now in ms (0 = ask Redis), 2 "1" = repair, 3 bytes of the completed jobs as counted ("" = they were not), 4 those of them
--      that sizes holds
-- Returns four values a finding: kind, key, "" and what was done: "repaired", "quarantined", or "" = nothing. A key of a
--      wrong type is quarantined: it gets another name
-- Twice: safe; the second call finds what is left
local now, repair, found = clock(ARGV[1]), ARGV[2] == '1', {}
local sets = { 4, 5, 6, 7, 8, 9, 10, 11, 12, 21, 25, 28, 29, 32 }
local want = {}
for i = 1, #sets do want[sets[i]] = 'zset' end
local function find(kind, key, action)
  for _, value in ipairs({ kind, key, '', repair and action or '' }) do found[#found + 1] = value end
end
for i = 1, #KEYS do
  local is = redis.call('TYPE', KEYS[i]).ok
  if is ~= 'none' and is ~= (want[i] or 'hash') then
    find('wrong_type', KEYS[i], 'quarantined')
    if repair then redis.call('RENAME', KEYS[i], KEYS[i] .. ':quarantine:' .. whole(now)) end
  end
end
if #found > 0 and not repair then return found end

local meta = redis.call('HMGET', KEYS[1], 'lanes', 'bytes', 'sizes')
if redis.call('ZCARD', KEYS[6]) > 0 and (not meta[1] or meta[1] == '0') then
  find('counter', KEYS[1] .. ' lanes', 'repaired')
  if repair then redis.call('HSET', KEYS[1], 'lanes', '1') end
end
-- trimming takes the average of what it removes, and late completions are counted too: small differences are none
for i, name in ipairs({ 'bytes', 'sizes' }) do
  local counted, bytes = tonumber(ARGV[i + 2]), tonumber(meta[i + 1] or '0')
  if counted and (not bytes or bytes < 0 or math.abs(bytes - counted) > math.max(1048576, counted / 2)) then
    find('counter', KEYS[1] .. ' ' .. name, 'repaired')
    if repair then redis.call('HSET', KEYS[1], name, whole(counted)) end
  end
end
return found
