-- Stand: says in which state jobs are, and no more.
-- KEYS 1 meta, 2 records, 3 active, 4 lane:0, 5 lanes, 6 scheduled, 7 retrying, 8 blocked, 9 completed, 10 dead,
--      11 cancelled
-- ARGV the ids, at most 250
-- Returns a state a job; nil when it is in none
-- Twice: safe; only reads
local names = { 'scheduled', 'retrying', 'blocked', 'completed', 'dead', 'cancelled' }
local keys = { meta = KEYS[1], records = KEYS[2], lane0 = KEYS[4], lanes = KEYS[5] }
local reply, held = {}, redis.call('HMGET', KEYS[3], unpack(ARGV))
for i = 1, #ARGV do
  reply[i] = held[i] and 'active'
  if not held[i] and find_waiting(keys, ARGV[i]) then
    reply[i] = 'waiting'
  end
  for j = 1, 6 do
    if reply[i] then break end
    reply[i] = redis.call('ZSCORE', KEYS[5 + j], ARGV[i]) and names[j]
  end
  reply[i] = reply[i] or false
end
return reply
