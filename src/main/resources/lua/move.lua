-- Move: takes jobs that do not run from the state that the caller saw to another; a job that is elsewhere stays there.
-- KEYS 1 meta, 2 records, 3 active, 4 lane:0, 5 lanes, 6 scheduled, 7 retrying, 8 blocked, 9 completed, 10 dead,
--      11 cancelled, 12 cancels, 13 unique, 14 locks, 15 lockends, 16 next, 17 failures, 18 prints,
--      19 members, 20 outbox
-- ARGV 1 now in ms (0 = ask Redis), 2 number of jobs n 1..100, 3 name under which it is kept aside for restore what dead
--      jobs were ("" = it is not; of members of workflows it never is), 4 for how many ms; then n times: id, state it was seen in (a word; "active"
--      asks its run to stop instead of moving it), state to go to ("waiting": the lane that its record asks for, or blocked
--      while the jobs before it in its workflow have not ended; "cancelled"; or "dead"), record ("" = as it is), score it
--      was seen at in its set ("" = any); kind, ms and key of the lock that it must take ("" three times = none), as in enqueue
-- Returns 2 values a job: "1" = moved or asked, "0" = it was not there any more; and the id of another job that holds
--      what it needs ("" = none does)
-- Twice: safe; the second call finds it elsewhere
local now = clock(ARGV[1])
hashes(1, 3)
sorted_sets(4, 11)
hashes(12, 12)
local keys = { meta = KEYS[1], lane0 = KEYS[4], lanes = KEYS[5], unique = KEYS[13], locks = KEYS[14], lockends = KEYS[15], records = KEYS[2], next = KEYS[16] }
keys.failures, keys.prints = KEYS[17], KEYS[18]
local locks = redis.call('EXISTS', KEYS[13]) == 1
if locks or redis.call('EXISTS', KEYS[14], KEYS[15]) > 0 then
  hashes(13, 14)
  sorted_sets(15, 15)
  hashes(16, 16)
end
local sets = { scheduled = 6, retrying = 7, blocked = 8, completed = 9, dead = 10, cancelled = 11 }
local reply, woken = {}, false
local told, whats = {}, {}
for at = 5, 4 + 8 * tonumber(ARGV[2]), 8 do
  if ARGV[at + 3] == '' or is_member(ARGV[at + 3]) then
    hashes(19, 19)
    sorted_sets(20, 20)
    break
  end
end
local seq = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0')

local dead, risen = {}, {}
for i = 1, tonumber(ARGV[2]) do
  local at = 5 + 8 * (i - 1)
  if ARGV[at + 1] == 'dead' then dead[#dead + 1] = ARGV[at] end
end
check_groups(keys, dead)

-- keeps aside what a dead job was: its record and place, the fingerprint of its failure, and the record it gets
local aside, size = beside(KEYS[5], 'aside:' .. ARGV[3]), 0
local function set_aside(id, record)
  local was, score = redis.call('HGET', KEYS[2], id) or '', redis.call('ZSCORE', KEYS[10], id)
  if not score or is_member(was) then return end
  redis.call('HSET', aside, 'r:' .. id, was, 's:' .. id, score, 'w:' .. id, record == '' and was or record,
    'f:' .. id, redis.call('HGET', KEYS[18], id) or '')
  size = size + #was + #record
end

-- takes a job out of the set of a state; false when it is not there, or not at the score that was seen
local function take(id, state, seen, to, record)
  if state == 'waiting' then
    local lane, score = find_waiting(keys, id)
    if not lane or seen ~= '' and tonumber(seen) ~= tonumber(score) then return false end
    return redis.call('ZREM', lane_key(KEYS[4], lane), id) == 1
  end
  local set = sets[state] and KEYS[sets[state]]
  if not set then return false end
  if seen ~= '' and tonumber(redis.call('ZSCORE', set, id) or '-1') ~= tonumber(seen) then return false end
  if ARGV[3] ~= '' and state == 'dead' and to == 'waiting' then set_aside(id, record) end
  return redis.call('ZREM', set, id) == 1
end

for i = 1, tonumber(ARGV[2]) do
  local at = 5 + 8 * (i - 1)
  local id, from, to, record = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
  local kind, key = ARGV[at + 5], ARGV[at + 7]
  local holder = kind ~= '' and lock_holder(keys, key, now) or id
  local moved = false
  if from == 'active' then
    local hold = redis.call('HGET', KEYS[3], id)
    if hold then
      redis.call('HSET', KEYS[12], id, string.match(hold, '^%d+') or '0')
      redis.call('PUBLISH', 'ym:hint', 'cancel ' .. KEYS[1])
      moved = true
    end
  elseif holder == id and take(id, from, ARGV[at + 4], to, record) then
    moved = true
    if from == 'dead' then risen[#risen + 1] = id end
    if kind ~= '' then lock(keys, id, kind, ARGV[at + 6], key, now) end
    if record ~= '' then redis.call('HSET', KEYS[2], id, record) end
    local what = to == 'cancelled' and 'x' or to == 'dead' and 'd' or (from == 'dead' or from == 'cancelled') and 'r'
    if what and (record == '' or is_member(record)) then
      told[#told + 1] = id
      whats[#whats + 1] = what
    end
    if to == 'waiting' then
      local stored = record ~= '' and record or redis.call('HGET', KEYS[2], id) or ''
      if is_unreleased(stored) then
        redis.call('ZADD', KEYS[8], whole(now), id)
      else
        seq = seq + 1
        wait_in_lane(keys, id, stored, seq)
        woken = true
      end
    else
      redis.call('ZADD', KEYS[sets[to]], whole(now), id)
      if locks then unlock(keys, { id }, 'sf', { record ~= '' and record or redis.call('HGET', KEYS[2], id) }) end
    end
  end
  reply[2 * i - 1] = moved and '1' or '0'
  reply[2 * i] = holder ~= id and holder or ''
end
leave_groups(keys, risen, now)
if size > 0 then
  redis.call('HSET', aside, 'state', 'retried')
  redis.call('HINCRBY', aside, 'size', whole(size))
  redis.call('PEXPIRE', aside, ARGV[4])
end
if #told > 0 then tell_workflows({ meta = KEYS[1], members = KEYS[19], outbox = KEYS[20] }, now, told, whats) end
if woken then
  redis.call('HSET', KEYS[1], 'seq', whole(seq), 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
return reply
