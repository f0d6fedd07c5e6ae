-- Move: takes jobs that do not run from the state that the caller saw to another; a job that is elsewhere stays there.
-- KEYS 1 meta, 2 records, 3 active, 4 lane:0, 5 lanes, 6 scheduled, 7 retrying, 8 blocked, 9 completed, 10 dead,
--      11 cancelled, 12 cancels, 13 unique, 14 locks, 15 lockends
-- ARGV 1 now in ms (0 = ask Redis), 2 number of jobs n 1..100; then n times: id, state it was seen in (a word; "active"
--      asks its run to stop instead of moving it), state to go to ("waiting": the lane that its record asks for; or
--      "cancelled"), record ("" = as it is), score it was seen at in its set ("" = any); kind, ms and key of the lock that
--      it must take ("" three times = none), as in enqueue
-- Returns 2 values a job: "1" = moved or asked, "0" = it was not there any more; and the id of another job that holds
--      what it needs ("" = none does)
-- Twice: safe; the second call finds it elsewhere
local now = clock(ARGV[1])
hashes(1, 3)
sorted_sets(4, 11)
hashes(12, 12)
local keys = { meta = KEYS[1], lane0 = KEYS[4], lanes = KEYS[5], unique = KEYS[13], locks = KEYS[14], lockends = KEYS[15] }
local locks = redis.call('EXISTS', KEYS[14]) == 1
if locks or redis.call('EXISTS', KEYS[13], KEYS[15]) > 0 then
  hashes(13, 14)
  sorted_sets(15, 15)
end
local sets = { scheduled = 6, retrying = 7, blocked = 8, completed = 9, dead = 10, cancelled = 11 }
local reply, woken = {}, false
local seq = tonumber(redis.call('HGET', KEYS[1], 'seq') or '0')

-- takes a job out of the set of a state; false when it is not there, or not at the score that was seen
local function take(id, state, seen)
  if state == 'waiting' then
    local lane, score = find_waiting(keys, id, redis.call('HGET', KEYS[2], id))
    if not lane or seen ~= '' and tonumber(seen) ~= tonumber(score) then return false end
    return redis.call('ZREM', lane_key(KEYS[4], lane), id) == 1
  end
  local set = sets[state] and KEYS[sets[state]]
  if not set then return false end
  if seen ~= '' and tonumber(redis.call('ZSCORE', set, id) or '-1') ~= tonumber(seen) then return false end
  return redis.call('ZREM', set, id) == 1
end

for i = 1, tonumber(ARGV[2]) do
  local at = 3 + 8 * (i - 1)
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
  elseif holder == id and take(id, from, ARGV[at + 4]) then
    moved = true
    if kind ~= '' then lock(keys, id, kind, ARGV[at + 6], key, now) end
    if record ~= '' then redis.call('HSET', KEYS[2], id, record) end
    if to == 'waiting' then
      seq = seq + 1
      wait_in_lane(keys, id, record ~= '' and record or redis.call('HGET', KEYS[2], id) or '', seq)
      woken = true
    else
      redis.call('ZADD', KEYS[sets[to]], whole(now), id)
      if locks then unlock(keys, { id }, 'sf') end
    end
  end
  reply[2 * i - 1] = moved and '1' or '0'
  reply[2 * i] = holder ~= id and holder or ''
end
if woken then
  redis.call('HSET', KEYS[1], 'seq', whole(seq), 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
return reply
