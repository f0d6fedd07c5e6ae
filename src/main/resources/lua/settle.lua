-- Settle: ends runs that did not complete; each job goes to retrying, dead, cancelled or back to waiting.
-- KEYS 1 meta, 2 records, 3 active, 4 leases, 5 retrying, 6 dead, 7 cancelled, 8 lane:0, 9 lanes, 10 history, 11 errors,
--      12 cancels, 13 unique, 14 locks, 15 lockends
-- ARGV 1 now in ms (0 = ask Redis), 2 "held" = the worker itself speaks, "lapsed" = only where the lease has ended,
--      3 number of jobs n, 4 number of leases to drop c;
--      then n times: id, hold ("epoch start lane owner"), state to go to ("retrying", "dead", "cancelled", "waiting" at the
--      head of its priority in the lane that its record asks for, "typed" the same in the lane of its type), delay in ms
--      (retrying), record ("" = as it is), entry for the history in full
--      ("" = none), the same shortened; then c leases ("epoch owner")
-- Returns a list: now in ms, then the positions 1..n that were refused because the hold was not the current one; and,
--      negated, those of runs that somebody asked to stop and that were to go elsewhere than to "cancelled"
-- Twice: safe; the second call is refused and changes nothing
local now = clock(ARGV[1])
hashes(1, 3)
sorted_sets(4, 9)
hashes(10, 11)
local stamp = whole(now)
local keys = { meta = KEYS[1], lane0 = KEYS[8], lanes = KEYS[9], unique = KEYS[13], locks = KEYS[14], lockends = KEYS[15] }
local n, c = tonumber(ARGV[3]), tonumber(ARGV[4])
local reply, woken = { now }, false

local asked = redis.call('EXISTS', KEYS[12]) == 1
if asked then hashes(12, 12) end
local locks = redis.call('EXISTS', KEYS[14]) == 1
if locks or redis.call('EXISTS', KEYS[13], KEYS[15]) > 0 then
  hashes(13, 14)
  sorted_sets(15, 15)
end

local function lapsed(lease)
  local ends = redis.call('ZSCORE', KEYS[4], lease)
  return not ends or tonumber(ends) <= now
end

-- the due time stands at bytes 11 to 16 of a record, big-endian
local function withDue(record, due)
  local bytes = {}
  for i = 6, 1, -1 do
    bytes[i] = string.char(due % 256)
    due = math.floor(due / 256)
  end
  return string.sub(record, 1, 10) .. table.concat(bytes) .. string.sub(record, 17)
end

-- errors holds the last entry: length of its short form in 4 digits hex, short form, full form. The first goes to
-- history in full, those between shortened, so that the first and the last keep their stacks; above 256 kB the ones
-- between are no longer added
local function remember(id, full, short)
  local last = redis.call('HGET', KEYS[11], id)
  local size = last and tonumber(string.sub(last, 1, 4), 16)
  if size then
    local past = redis.call('HGET', KEYS[10], id)
    local entry = past and string.sub(last, 5, 4 + size) or string.sub(last, 5 + size)
    if not past or #past < 262144 then
      redis.call('HSET', KEYS[10], id, (past and past .. '\n' or '') .. entry)
    end
  end
  redis.call('HSET', KEYS[11], id, string.format('%04x', #short) .. short .. full)
end

for i = 1, n do
  local at = 5 + 7 * (i - 1)
  local id, hold, to, record = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 4]
  local epoch, owner = string.match(hold, '^(%d+) %d+ %S+ (.*)$')
  local ours = epoch and redis.call('HGET', KEYS[3], id) == hold
  if not ours or (ARGV[2] == 'lapsed' and not lapsed(epoch .. ' ' .. owner)) then
    reply[#reply + 1] = i
  elseif asked and to ~= 'cancelled' and redis.call('HGET', KEYS[12], id) == epoch then
    reply[#reply + 1] = 0 - i
  else
    redis.call('HDEL', KEYS[3], id)
    if to == 'retrying' then
      local due = now + tonumber(ARGV[at + 3])
      if record ~= '' then record = withDue(record, due) end
      redis.call('ZADD', KEYS[5], whole(due), id)
    elseif to == 'dead' then
      redis.call('ZADD', KEYS[6], stamp, id)
    elseif to == 'cancelled' then
      redis.call('ZADD', KEYS[7], stamp, id)
      if asked then redis.call('HDEL', KEYS[12], id) end
    else
      local stored = record ~= '' and record or redis.call('HGET', KEYS[2], id) or ''
      if to == 'typed' then open_lane(KEYS[1], KEYS[9], KEYS[8], 't:' .. type_of(stored), priority_of(stored)) end
      wait_in_lane(keys, id, stored, 0)
      woken = true
    end
    if locks and (to == 'dead' or to == 'cancelled') then unlock(keys, { id }, 'sf') end
    if record ~= '' then redis.call('HSET', KEYS[2], id, record) end
    if ARGV[at + 5] ~= '' then remember(id, ARGV[at + 5], ARGV[at + 6]) end
  end
end
local drop = 5 + 7 * n
for i = drop, drop + c - 1 do
  if ARGV[2] == 'held' or lapsed(ARGV[i]) then redis.call('ZREM', KEYS[4], ARGV[i]) end
end
if woken then
  redis.call('HSET', KEYS[1], 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
return reply
