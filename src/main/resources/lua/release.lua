-- Release: moves blocked jobs of one queue to waiting, or to scheduled where they are due later.
-- KEYS 1 meta, 2 records, 3 lane:0, 4 lanes, 5 scheduled, 6 blocked
-- ARGV 1 now in ms (0 = ask Redis), 2 number of jobs n 1..250; then n times: id, ms from now on before which it may not run
-- Returns how many were moved
-- Twice: safe; the second call finds none of them blocked
local now, moved, waits = clock(ARGV[1]), 0, 0
hashes(1, 2)
sorted_sets(3, 6)
local keys = { meta = KEYS[1], lane0 = KEYS[3], lanes = KEYS[4] }
local seq, later = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0'), false
for i = 3, 2 + 2 * tonumber(ARGV[2]), 2 do
  local id = ARGV[i]
  if redis.call('ZREM', KEYS[6], id) == 1 then
    local record = redis.call('HGET', KEYS[2], id) or ''
    local due = now + tonumber(ARGV[i + 1])
    if #record > 23 then
      -- an instant that was asked for is later than its making
      if string.sub(record, 11, 16) > string.sub(record, 5, 10) then due = math.max(due, due_of(record)) end
      local flags, bytes = string.byte(record, 2), six_bytes(due)
      record = string.sub(record, 1, 1) .. string.char(is_unreleased(record) and flags - 2 or flags)
        .. string.sub(record, 3, 10) .. bytes .. bytes .. string.sub(record, 23)
      redis.call('HSET', KEYS[2], id, record)
    end
    moved = moved + 1
    if due > now then
      redis.call('ZADD', KEYS[5], whole(due), id)
      later = true
    else
      seq = seq + 1
      waits = waits + 1
      wait_in_lane(keys, id, record, seq)
    end
  end
end
if waits > 0 then
  redis.call('HSET', KEYS[1], 'seq', whole(seq), 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
if later then redis.call('PUBLISH', 'ym:hint', 'due ' .. KEYS[1]) end
return moved
