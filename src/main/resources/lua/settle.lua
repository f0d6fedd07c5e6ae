-- Settle: ends runs that did not complete, those of members of workflows, and those whose result is stored for others or
-- came from another; each job goes to retrying, dead, cancelled, completed or back to waiting.
-- KEYS 1 meta, 2 records, 3 active, 4 leases, 5 retrying, 6 dead, 7 cancelled, 8 lane:0, 9 lanes, 10 history, 11 errors,
--      12 cancels, 13 unique, 14 locks, 15 lockends, 16 next, 17 failures, 18 prints, 19 completed, 20 ends, 21 results,
--      22 members, 23 outbox, 24 stored, 25 storedends, 26 sizes
-- ARGV 1 now in ms (0 = ask Redis), 2 "held" = the worker itself speaks, "lapsed" = only where the lease has ended,
--      3 number of jobs n, 4 number of leases to drop c, 5 how many bytes of results are stored at most;
--      then n times: id, hold ("epoch start lane owner"), state to go to ("retrying", "dead", "cancelled", "waiting" at the
--      head of its priority in the lane that its record asks for, "typed" the same in the lane of its type, "limited" as
--      waiting, and no job of the queue is claimed for the delay), delay in ms (retrying, limited), record ("" = as it
--      is), entry for the history in full
--      ("" = none), the same shortened; of one that goes to "completed": bytes that it takes, but what sizes holds of it, in place of the delay, what
--      ends keeps of its run ("" = it did not run), and its result ("" = none) in place of the entries; then c leases
--      ("epoch owner"); then until the end, three each: for jobs that go to "dead" position 1..n, fingerprint of the
--      failure, what a new group says about itself; for jobs that go to "completed" and whose result is stored position,
--      for how many ms, type and key
-- Returns a list: now in ms, then the positions 1..n that were refused because the hold was not the current one; and,
--      negated, those of runs that somebody asked to stop and that were to go elsewhere than to "cancelled"; then, as
--      texts, the whole outbox, where something was added to it and it holds at most 100 entries
-- Twice: safe; the second call is refused and changes nothing; a completion that was accepted before is accepted again
local now = clock(ARGV[1])
hashes(1, 3)
sorted_sets(4, 9)
hashes(10, 11)
hashes(26, 26)
local stamp = whole(now)
local keys = { meta = KEYS[1], lane0 = KEYS[8], lanes = KEYS[9], unique = KEYS[13], locks = KEYS[14], lockends = KEYS[15], records = KEYS[2], next = KEYS[16] }
keys.failures, keys.prints = KEYS[17], KEYS[18]
local n, c = tonumber(ARGV[3]), tonumber(ARGV[4])
local reply, woken, ended = { now }, false, {}
local FINAL = { dead = 'd', cancelled = 'x', completed = 'c' }

local asked = redis.call('EXISTS', KEYS[12]) == 1
if asked then hashes(12, 12) end
local locks = redis.call('EXISTS', KEYS[13]) == 1
if locks or redis.call('EXISTS', KEYS[14], KEYS[15]) > 0 then
  hashes(13, 14)
  sorted_sets(15, 15)
  hashes(16, 16)
end

local drop = 6 + 7 * n
local died, done, groups = {}, {}, drop + c
if groups <= #ARGV then
  sorted_sets(17, 17)
  hashes(18, 18)
  for at = groups + 1, #ARGV, 3 do
    redis.call('HLEN', failure_key(keys, ARGV[at]))
    redis.call('ZCARD', failure_dead(keys, ARGV[at]))
  end
  redis.call('HLEN', failure_key(keys, 'other'))
  redis.call('ZCARD', failure_dead(keys, 'other'))
end

local members, completes, told, whats = false, false, {}, {}
for at = 6, 5 + 7 * n, 7 do
  members = members or is_member(ARGV[at + 4])
  completes = completes or ARGV[at + 2] == 'completed'
end
if members or completes then
  hashes(22, 22)
  sorted_sets(23, 23)
end
if completes then
  sorted_sets(19, 19)
  hashes(20, 21)
  hashes(24, 24)
  sorted_sets(25, 25)
end

local function lapsed(lease)
  local ends = redis.call('ZSCORE', KEYS[4], lease)
  return not ends or tonumber(ends) <= now
end

-- the due time stands at bytes 11 to 16 of a record, big-endian
local function withDue(record, due)
  return string.sub(record, 1, 10) .. six_bytes(due) .. string.sub(record, 17)
end

-- errors holds the last entry: length of its short form in 4 digits hex, short form, full form. The first goes to
-- history in full, those between shortened, so that the first and the last keep their stacks; above 256 kB the ones
-- between are no longer added
local function remember(id, full, short)
  local last = redis.call('HGET', KEYS[11], id)
  local size = last and tonumber(string.sub(last, 1, 4), 16)
  local more = 4 + #short + #full - (last and #last or 0)
  if size then
    local past = redis.call('HGET', KEYS[10], id)
    local entry = past and string.sub(last, 5, 4 + size) or string.sub(last, 5 + size)
    if not past or #past < 262144 then
      redis.call('HSET', KEYS[10], id, (past and past .. '\n' or '') .. entry)
      more = more + #entry + (past and 1 or 0)
    end
  end
  redis.call('HSET', KEYS[11], id, string.format('%04x', #short) .. short .. full)
  add_size(KEYS[26], id, more)
end

-- the first result of a type and key stays until its time is over; above the bound the oldest go, a few a call
local function store_result(field, ms, id, result)
  local old = redis.call('HGET', KEYS[24], field)
  if old and tonumber(redis.call('ZSCORE', KEYS[25], field) or '0') > now then return end
  local size = redis.call('HINCRBY', KEYS[1], 'stored', #id + #result - (old and #old - 1 or -1 - #field))
  redis.call('HSET', KEYS[24], field, id .. ' ' .. result)
  redis.call('ZADD', KEYS[25], whole(now + tonumber(ms)), field)
  for _ = 1, 20 do
    local first = size > tonumber(ARGV[5]) and redis.call('ZPOPMIN', KEYS[25])[1]
    if not first then return end
    size = redis.call('HINCRBY', KEYS[1], 'stored', 0 - #first - redis.call('HSTRLEN', KEYS[24], first))
    redis.call('HDEL', KEYS[24], first)
  end
end
-- the counts of the last 60 minutes' deaths, this many more now
local function trend(past, minute, more)
  local counts = past[3] and #past[3] == 180 and past[3] or string.rep('\0', 180)
  local gap = math.max(0, math.min(60, minute - (tonumber(past[2]) or minute)))
  counts = string.sub(counts, 1 + 3 * gap) .. string.rep('\0', 3 * gap)
  local a, b, c = string.byte(counts, 178, 180)
  local count = math.min(16777215, a * 65536 + b * 256 + c + more)
  local last = string.char(math.floor(count / 65536), math.floor(count / 256) % 256, count % 256)
  return string.sub(counts, 1, 177) .. last
end

-- the group that deaths of this fingerprint go to: room is made of one whose dead jobs are all gone, else it is "other"
local function group_for(print)
  local score = redis.call('ZSCORE', KEYS[17], print)
  if not score and redis.call('ZCARD', KEYS[17]) >= 1000 then
    local oldest = redis.call('ZRANGE', KEYS[17], 0, 0, 'WITHSCORES')
    if tonumber(oldest[2]) < HAS_DEAD then
      redis.call('ZREM', KEYS[17], oldest[1])
      redis.call('DEL', failure_key(keys, oldest[1]))
    else
      print = 'other'
      score = redis.call('ZSCORE', KEYS[17], print)
    end
  end
  if not score or tonumber(score) < HAS_DEAD then redis.call('ZADD', KEYS[17], whole(HAS_DEAD), print) end
  return print
end

-- counts jobs that died of one failure
local function join_group(fingerprint, about, ids)
  local print = group_for(fingerprint)
  local key, minute = failure_key(keys, print), math.floor(now / 60000)
  local past = redis.call('HMGET', key, 'about', 'minute', 'trend')
  if not past[1] then redis.call('HSET', key, 'about', print == 'other' and '{}' or about, 'first', stamp) end
  local latest = math.max(minute, tonumber(past[2]) or 0)
  redis.call('HSET', key, 'last', stamp, 'minute', whole(latest), 'trend', trend(past, minute, #ids))
  local scores, prints = {}, {}
  for i = 1, #ids do
    scores[2 * i - 1] = stamp
    scores[2 * i] = ids[i]
    prints[2 * i - 1] = ids[i]
    prints[2 * i] = print
  end
  redis.call('ZADD', failure_dead(keys, print), unpack(scores))
  redis.call('HSET', KEYS[18], unpack(prints))
end

for i = 1, n do
  local at = 6 + 7 * (i - 1)
  local id, hold, to, record = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 4]
  local epoch, lane, owner = string.match(hold, '^(%d+) %d+ (%S+) (.*)$')
  local ours = epoch and redis.call('HGET', KEYS[3], id) == hold
  if not ours and to == 'completed' and redis.call('HGET', KEYS[20], id) == ARGV[at + 5] then
    ours = false -- accepted before
  elseif not ours or (ARGV[2] == 'lapsed' and not lapsed(epoch .. ' ' .. owner)) then
    reply[#reply + 1] = i
  elseif asked and to ~= 'cancelled' and to ~= 'completed' and redis.call('HGET', KEYS[12], id) == epoch then
    reply[#reply + 1] = 0 - i
  else
    redis.call('HDEL', KEYS[3], id)
    ended[#ended + 1] = { lane, id }
    if to == 'limited' then
      local held = tonumber(redis.call('HGET', KEYS[1], 'held') or '0')
      redis.call('HSET', KEYS[1], 'held', whole(math.max(held, now + tonumber(ARGV[at + 3]))))
    end
    if to == 'retrying' then
      local due = now + tonumber(ARGV[at + 3])
      if record ~= '' then record = withDue(record, due) end
      redis.call('ZADD', KEYS[5], whole(due), id)
    elseif to == 'dead' then
      redis.call('ZADD', KEYS[6], stamp, id)
      died[i] = id
    elseif to == 'cancelled' then
      redis.call('ZADD', KEYS[7], stamp, id)
      if asked then redis.call('HDEL', KEYS[12], id) end
    elseif to == 'completed' then
      redis.call('ZADD', KEYS[19], stamp, id)
      local beside_it = sizes_of(KEYS[26], { id })
      redis.call('HINCRBY', KEYS[1], 'sizes', whole(beside_it))
      redis.call('HINCRBY', KEYS[1], 'bytes', whole(tonumber(ARGV[at + 3]) + beside_it))
      if ARGV[at + 5] ~= '' then redis.call('HSET', KEYS[20], id, ARGV[at + 5]) end
      if ARGV[at + 6] ~= '' then redis.call('HSET', KEYS[21], id, ARGV[at + 6]) end
      done[i] = at
    else
      local stored = record ~= '' and record or redis.call('HGET', KEYS[2], id) or ''
      if to == 'typed' then open_lane(KEYS[1], KEYS[9], KEYS[8], typed_lane(lane_of(stored), stored), priority_of(stored)) end
      wait_in_lane(keys, id, stored, 0)
      woken = true
    end
    local what = FINAL[to]
    if locks and what then unlock(keys, { id }, 'sf', { record ~= '' and record or redis.call('HGET', KEYS[2], id) }) end
    if what and (record == '' or is_member(record)) then
      told[#told + 1] = id
      whats[#whats + 1] = what
    end
    if record ~= '' then redis.call('HSET', KEYS[2], id, record) end
    if to ~= 'completed' and ARGV[at + 5] ~= '' then remember(id, ARGV[at + 5], ARGV[at + 6]) end
  end
end
for i = 1, #ended do
  if ended_in(KEYS[1], KEYS[9], KEYS[8], ended[i][1], { ended[i][2] }) then woken = true end
end
if #told > 0 then
  tell_workflows({ meta = KEYS[1], members = KEYS[22], outbox = KEYS[23] }, now, told, whats)
  if redis.call('ZCARD', KEYS[23]) <= 100 then
    for _, entry in ipairs(redis.call('ZRANGE', KEYS[23], 0, -1)) do reply[#reply + 1] = entry end
  end
end
for i = drop, drop + c - 1 do
  if ARGV[2] == 'held' or lapsed(ARGV[i]) then redis.call('ZREM', KEYS[4], ARGV[i]) end
end
local joins = {}
for at = groups, #ARGV, 3 do
  local id, print = died[tonumber(ARGV[at])], ARGV[at + 1]
  if id then
    joins[print] = joins[print] or { about = ARGV[at + 2] }
    table.insert(joins[print], id)
  end
  local ended = done[tonumber(ARGV[at])]
  if ended then store_result(ARGV[at + 2], print, ARGV[ended], ARGV[ended + 6]) end
end
for print, ids in pairs(joins) do join_group(print, ids.about, ids) end
if woken then
  redis.call('HSET', KEYS[1], 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
return reply
