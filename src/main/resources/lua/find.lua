-- Find: reads all that is kept of jobs at one moment.
-- KEYS 1 meta, 2 records, 3 active, 4 leases, 5 lane:0, 6 lanes, 7 scheduled, 8 retrying, 9 blocked, 10 completed,
--      11 dead, 12 cancelled, 13 ends, 14 cancels, 15 progress, 16 results, 17 history, 18 errors
-- ARGV 1 bytes after which no further job is read, then the ids, at most 100
-- Returns of the first ids, at least one, 9 values a job: state (nil = in no set), score, record, hold, end of lease, epoch that was asked to stop,
--      progress, result, history: entries by lines, oldest first, then the last; each nil when there is none
-- Twice: safe; only reads
local names = { 'scheduled', 'retrying', 'blocked', 'completed', 'dead', 'cancelled' }
local keys = { meta = KEYS[1], lane0 = KEYS[5], lanes = KEYS[6] }
local reply = {}
local bytes, most = 0, tonumber(ARGV[1])
for i = 2, #ARGV do
  if bytes >= most then break end
  local id, at = ARGV[i], 9 * (i - 2)
  for j = 1, 9 do reply[at + j] = false end
  local hold = redis.call('HGET', KEYS[3], id)
  local record = redis.call('HGET', KEYS[2], id)
  if hold then
    local epoch, owner = string.match(hold, '^(%d+) %d+ %S+ (.*)$')
    reply[at + 1] = 'active'
    reply[at + 4] = hold
    reply[at + 5] = epoch and redis.call('ZSCORE', KEYS[4], epoch .. ' ' .. owner) or false
    reply[at + 6] = redis.call('HGET', KEYS[14], id)
  else
    local lane, waits = find_waiting(keys, id, record)
    if lane then
      reply[at + 1] = 'waiting'
      reply[at + 2] = waits
    end
    for j = 1, 6 do
      if reply[at + 1] then break end
      local score = redis.call('ZSCORE', KEYS[6 + j], id)
      if score then
        reply[at + 1] = names[j]
        reply[at + 2] = score
      end
    end
    if reply[at + 1] == 'completed' then reply[at + 4] = redis.call('HGET', KEYS[13], id) end
  end
  if reply[at + 1] then
    reply[at + 3] = record
    reply[at + 7] = redis.call('HGET', KEYS[15], id)
    reply[at + 8] = redis.call('HGET', KEYS[16], id)
    local past, last = redis.call('HGET', KEYS[17], id), redis.call('HGET', KEYS[18], id)
    local size = last and tonumber(string.sub(last, 1, 4), 16)
    if size then
      reply[at + 9] = (past and past .. '\n' or '') .. string.sub(last, 5 + size)
    end
    for _, part in ipairs({ 3, 8, 9 }) do bytes = bytes + #(reply[at + part] or '') end
  end
end
return reply
