-- Failures: reads the groups of failures that have dead jobs.
-- KEYS 1 failures, 2 dead
-- ARGV none
-- Returns the number of dead jobs, then 8 values a group: fingerprint, how many are dead, the one that died last, what it
--      says about itself, when it was first and last seen in ms, the minute of the last count of its trend, its trend
-- Twice: safe; only reads
local keys, reply = { failures = KEYS[1] }, { redis.call('ZCARD', KEYS[2]) }
local prints = redis.call('ZRANGE', KEYS[1], whole(HAS_DEAD), '+inf', 'BYSCORE')
for i = 1, #prints do
  local dead = failure_dead(keys, prints[i])
  local about = redis.call('HMGET', failure_key(keys, prints[i]), 'about', 'first', 'last', 'minute', 'trend')
  local at = 1 + 8 * (i - 1)
  reply[at + 1] = prints[i]
  reply[at + 2] = redis.call('ZCARD', dead)
  reply[at + 3] = redis.call('ZRANGE', dead, -1, -1)[1] or false
  for j = 1, 5 do reply[at + 3 + j] = about[j] end
end
return reply
