-- Find: reads all that is kept of jobs at one moment.
-- KEYS 1 records hash, 2 active hash, 3 leases sorted set, 4 lane 0, 5 suspects lane, 6 scheduled, 7 retrying,
--      8 blocked, 9 completed, 10 dead, 11 cancelled (sorted sets), 12 ends, 13 cancels, 14 progress, 15 results,
--      16 history, 17 errors (hashes)
-- ARGV the ids, at most 100
-- Returns 9 values a job: state (nil = in no set), score, record, hold, end of lease, epoch that was asked to stop,
--      progress, result, history: entries by lines, oldest first, then the last; each nil when there is none
-- Twice: safe; only reads
local names = { 'waiting', 'waiting', 'scheduled', 'retrying', 'blocked', 'completed', 'dead', 'cancelled' }
local reply = {}
for i = 1, #ARGV do
  local id, at = ARGV[i], 9 * (i - 1)
  for j = 1, 9 do reply[at + j] = false end
  local hold = redis.call('HGET', KEYS[2], id)
  if hold then
    local epoch, owner = string.match(hold, '^(%d+) %d+ (.*)$')
    reply[at + 1] = 'active'
    reply[at + 4] = hold
    reply[at + 5] = epoch and redis.call('ZSCORE', KEYS[3], epoch .. ' ' .. owner) or false
    reply[at + 6] = redis.call('HGET', KEYS[13], id)
  else
    for j = 1, 8 do
      local score = redis.call('ZSCORE', KEYS[3 + j], id)
      if score then
        reply[at + 1] = names[j]
        reply[at + 2] = score
        break
      end
    end
    if reply[at + 1] == 'completed' then reply[at + 4] = redis.call('HGET', KEYS[12], id) end
  end
  if reply[at + 1] then
    reply[at + 3] = redis.call('HGET', KEYS[1], id)
    reply[at + 7] = redis.call('HGET', KEYS[14], id)
    reply[at + 8] = redis.call('HGET', KEYS[15], id)
    local past, last = redis.call('HGET', KEYS[16], id), redis.call('HGET', KEYS[17], id)
    local size = last and tonumber(string.sub(last, 1, 4), 16)
    if size then
      reply[at + 9] = (past and past .. '\n' or '') .. string.sub(last, 5 + size)
    end
  end
end
return reply
