-- Remove: deletes jobs that do not run, with all that is kept of them; a client-made id is remembered for a while. A
-- completed member of a workflow that goes on stays, since its result may be asked for.
-- KEYS 1 meta, 2 records, 3 lane:0, 4 lanes, 5 scheduled, 6 retrying, 7 blocked, 8 completed, 9 dead, 10 cancelled,
--      11 named, 12 forget, 13 ends, 14 results, 15 history, 16 errors, 17 progress, 18 log, 19 cancels,
--      20 unique, 21 locks, 22 lockends, 23 next, 24 failures, 25 prints, 26 members, 27 outbox, 28 copies,
--      29 sizes
-- ARGV 1 now in ms (0 = ask Redis), 2 for how many ms a client-made id is remembered, 3 the state they were seen in (a
--      word), 4 greatest score a job may have (finish time in ms; "+inf" = any), 5 least number that must stay in the
--      state ("0" = none), 6 "1" = every member of a workflow that goes on stays, 7 name under which they are kept aside
--      for restore ("" = they are gone for good; members of workflows always are), 8 for how many ms, 9 of completed jobs: it ends as soon
--      as those that are left take so many bytes or fewer ("" = it does not), then the ids, at most 1000
-- Returns the ids that were removed
-- Twice: safe; the second call finds nothing
local now = clock(ARGV[1])
hashes(1, 2)
sorted_sets(3, 10)
hashes(11, 11)
sorted_sets(12, 12)
hashes(13, 19)
hashes(28, 29)
local locks = redis.call('EXISTS', KEYS[20]) == 1
if locks or redis.call('EXISTS', KEYS[21], KEYS[22]) > 0 then
  hashes(20, 21)
  sorted_sets(22, 22)
  hashes(23, 23)
end
local sets = { scheduled = 5, retrying = 6, blocked = 7, completed = 8, dead = 9, cancelled = 10 }
local keys = {
  meta = KEYS[1], records = KEYS[2], lane0 = KEYS[3], lanes = KEYS[4],
  unique = KEYS[20], locks = KEYS[21], lockends = KEYS[22], next = KEYS[23], failures = KEYS[24],
  prints = KEYS[25],
}
local FINAL = { completed = true, dead = true, cancelled = true }
local state, ids = ARGV[3], {}
local linked, links = redis.call('EXISTS', KEYS[26]) == 1, {}
if linked then
  hashes(26, 26)
  sorted_sets(27, 27)
  links = redis.call('HMGET', KEYS[26], unpack(ARGV, 10))
end
-- keeps what is to be removed aside: a field for each thing that is kept of a job, its letter before the id
local SIDES = { n = 11, d = 13, o = 14, h = 15, e = 16, p = 17, g = 18, c = 28, f = 25, b = 29 }
local function set_aside(ids, scores, share)
  local aside, size, members = beside(KEYS[4], 'aside:' .. ARGV[7]), 0, {}
  for i = 10, #ARGV do members[ARGV[i]] = links[i - 9] end
  for i = 1, #ids do
    local id = ids[i]
    local record = redis.call('HGET', KEYS[2], id) or ''
    local fields = { 'r:' .. id, record, 's:' .. id, scores[id] or '0' }
    for letter, side in pairs(SIDES) do
      local value = redis.call('HGET', KEYS[side], id)
      if value then
        fields[#fields + 1] = letter .. ':' .. id
        fields[#fields + 1] = value
      end
    end
    local key = locks and (redis.call('HGET', KEYS[21], id) or key_of(record))
    local held = key and redis.call('HGET', KEYS[20], key)
    local holder, kind = lock_of(held or '')
    if held and holder == id then
      local left = kind == 't' and math.max(0, tonumber(redis.call('ZSCORE', KEYS[22], key) or now) - now) or 0
      fields[#fields + 1] = 'k:' .. id
      fields[#fields + 1] = kind .. ' ' .. whole(left) .. ' ' .. key
    end
    if not members[id] then
      for j = 2, #fields, 2 do size = size + #fields[j] end
      redis.call('HSET', aside, unpack(fields))
    end
  end
  if size > 0 then
    redis.call('HSET', aside, 'state', state, 'share', whole(share))
    redis.call('HINCRBY', aside, 'size', whole(size))
    redis.call('PEXPIRE', aside, ARGV[8])
  end
end
local keep = ARGV[6] == '1' or state == 'completed'
if state == 'waiting' then
  for i = 10, #ARGV do
    local lane = not (keep and links[i - 9]) and find_waiting(keys, ARGV[i])
    if lane then
      redis.call('ZREM', lane_key(KEYS[3], lane), ARGV[i])
      ids[#ids + 1] = ARGV[i]
    end
  end
  if ARGV[7] ~= '' then set_aside(ids, {}, 0) end
else
  local set = KEYS[sets[state]]
  local scores, most = redis.call('ZMSCORE', set, unpack(ARGV, 10)), tonumber(ARGV[4]) or math.huge
  local count, stood, share = redis.call('ZCARD', set), {}, 0
  local spare, sizes, gone = count - tonumber(ARGV[5]), {}, 0
  local bytes, average, floor = 0, 0, tonumber(ARGV[9]) or -1
  if state == 'completed' then
    -- what their records and results take is kept as a sum: of each it is the average
    local known = redis.call('HMGET', KEYS[1], 'bytes', 'sizes')
    bytes = tonumber(known[1] or '0')
    average = math.max(0, bytes - tonumber(known[2] or '0')) / math.max(1, count)
    if redis.call('EXISTS', KEYS[29]) == 1 then
      local _, held = sizes_of(KEYS[29], { unpack(ARGV, 10) })
      sizes = held
    end
  end
  for i = 1, #scores do
    local stays = not scores[i] or keep and links[i]
    if not stays and tonumber(scores[i]) <= most and #ids < spare then
      if floor >= 0 and bytes - average * #ids - gone <= floor then break end
      ids[#ids + 1] = ARGV[i + 9]
      stood[ARGV[i + 9]] = scores[i]
      gone = gone + (sizes[i] or 0)
    end
  end
  if state == 'dead' then check_groups(keys, ids) end
  if #ids > 0 and state == 'completed' then
    share = math.floor(average * #ids)
    redis.call('HINCRBY', KEYS[1], 'bytes', whole(0 - share - gone))
    if gone > 0 then redis.call('HINCRBY', KEYS[1], 'sizes', whole(0 - gone)) end
  end
  if ARGV[7] ~= '' then set_aside(ids, stood, share) end
  if #ids > 0 then redis.call('ZREM', set, unpack(ids)) end
  if state == 'dead' then leave_groups(keys, ids, now) end
end
if #ids == 0 then return ids end
if linked then
  local whats = {}
  for i = 1, #ids do whats[i] = 'g' end
  tell_workflows({ meta = KEYS[1], members = KEYS[26], outbox = KEYS[27] }, now, ids, whats)
  redis.call('HDEL', KEYS[26], unpack(ids))
end
unlock_timed(keys, ids)
if locks then
  -- a job that has ended has let go of its key
  for from = 1, FINAL[state] and 0 or #ids, 32 do
    local part = { unpack(ids, from, math.min(#ids, from + 31)) }
    unlock(keys, part, 'sf', redis.call('HMGET', KEYS[2], unpack(part)))
  end
end
redis.call('HDEL', KEYS[2], unpack(ids))
for _, side in ipairs({ 13, 14, 15, 16, 17, 18, 19, 28, 29 }) do
  if redis.call('EXISTS', KEYS[side]) == 1 then redis.call('HDEL', KEYS[side], unpack(ids)) end
end
if redis.call('EXISTS', KEYS[11]) == 1 then
  local named = redis.call('HMGET', KEYS[11], unpack(ids))
  for i = 1, #ids do
    if named[i] then
      redis.call('HSET', KEYS[11], ids[i], string.sub(named[i], 1, 16) .. 'g')
      redis.call('ZADD', KEYS[12], whole(now + tonumber(ARGV[2])), ids[i])
    end
  end
end
return ids
