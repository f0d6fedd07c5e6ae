-- Weigh: adds up what some dead jobs, taken at random, take.
-- KEYS 1 records, 2 dead, 3 history, 4 errors, 5 progress, 6 log, 7 copies
-- ARGV 1 how many, 1..500
-- Returns how many were found, and their bytes: record, history, last error, progress, log, copies, and about
--      200 around
-- Twice: safe; only reads
local ids = redis.call('ZRANDMEMBER', KEYS[2], ARGV[1])
local bytes = 0
for i = 1, #ids do
  bytes = bytes + 200 + 3 * #ids[i] + redis.call('HSTRLEN', KEYS[1], ids[i])
  for side = 3, 7 do bytes = bytes + redis.call('HSTRLEN', KEYS[side], ids[i]) end
end
return { #ids, bytes }
