-- Drop: ends a queue that holds no job, with all that is kept of it but its metrics, which are many keys.
-- KEYS 1 meta, 2 records, 3 active, 4 leases, 5 lane:0, 6 lanes, 7 scheduled, 8 retrying, 9 blocked, 10 completed, 11 dead,
--      12 cancelled, 13 ends, 14 results, 15 history, 16 errors, 17 progress, 18 log, 19 cancels, 20 named, 21 forget,
--      22 requests, 23 unique, 24 locks, 25 lockends, 26 next, 27 stored, 28 storedends, 29 failures, 30 prints, 31 members, 32 outbox,
--      33 copies, 34 sizes
-- ARGV none
-- Returns 1, or 0 when it holds jobs
-- Twice: safe; the second call finds nothing
hashes(2, 3)
sorted_sets(5, 12)
sorted_sets(32, 32)
local held = redis.call('HLEN', KEYS[2]) + redis.call('HLEN', KEYS[3])
for set = 5, 12 do
  if set ~= 6 then held = held + redis.call('ZCARD', KEYS[set]) end
end
if held + redis.call('ZCARD', KEYS[32]) > 0 then return 0 end
local keys = { failures = KEYS[29] }
local groups = redis.call('ZRANGE', KEYS[29], 0, 1000)
for i = 1, #groups do redis.call('UNLINK', failure_key(keys, groups[i]), failure_dead(keys, groups[i])) end
for _, name in ipairs({ 'shut', 'full', 'buckets' }) do redis.call('UNLINK', beside(KEYS[6], name)) end
redis.call('UNLINK', unpack(KEYS))
return 1
