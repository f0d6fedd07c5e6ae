-- Fsck_jobs: looks whether jobs have a record and stand in exactly one place, those that run under a lease.
-- KEYS 1 meta, 2 records, 3 active, 4 leases, 5 lane:0, 6 lanes, 7 scheduled, 8 retrying, 9 blocked, 10 completed, 11 dead,
--      12 cancelled, 13 ends, 14 results, 15 history, 16 errors, 17 progress, 18 log, 19 cancels, 20 prints, 21 copies,
--      22 sizes
-- ARGV 1 now in ms (0 = ask Redis), 2 "1" = repair, 3 word of a lane that they may stand in too ("" = none), 4 "1" = only
--      those without a record, then the ids, at most 100
-- Returns bytes of those that are completed, those of them that sizes holds, then four values a finding: kind, key, id and what was done: "repaired",
--      "quarantined" (it is dead now, for a person to look at), or "" = nothing
-- Twice: safe; the second call finds what is left
local now, repair = clock(ARGV[1]), ARGV[2] == '1'
local keys = { meta = KEYS[1], lane0 = KEYS[5], lanes = KEYS[6] }
local bytes, sizes, found, woken = 0, 0, {}, false
local function find(kind, key, id, action)
  for _, value in ipairs({ kind, key, id, repair and action or '' }) do found[#found + 1] = value end
end
-- every key that holds the id as its place, the one that counts most first
local function places_of(id, record)
  local all, words = {}, { '0', 'suspects' }
  if redis.call('HEXISTS', KEYS[3], id) == 1 then all[1] = KEYS[3] end
  if #record > 24 then
    words[3], words[4] = lane_of(record), 't:' .. type_of(record)
    words[5] = words[3] .. ':' .. type_of(record)
  end
  if ARGV[3] ~= '' then words[#words + 1] = ARGV[3] end
  local seen = {}
  for i = 1, #words do
    local lane = lane_key(KEYS[5], words[i])
    if not seen[lane] and redis.call('ZSCORE', lane, id) then
      all[#all + 1] = lane
      if words[i] ~= '0' and not is_open(KEYS[6], words[i]) then
        find('closed_lane', lane, id, 'repaired')
        if repair then open_lane(KEYS[1], KEYS[6], KEYS[5], words[i], priority_of(record)) end
      end
    end
    seen[lane] = true
  end
  for _, set in ipairs({ 8, 7, 9, 11, 12, 10 }) do
    if redis.call('ZSCORE', KEYS[set], id) then all[#all + 1] = KEYS[set] end
  end
  return all
end
local function leave(places, from, id)
  for i = from, #places do
    if places[i] == KEYS[3] then redis.call('HDEL', KEYS[3], id) else redis.call('ZREM', places[i], id) end
  end
end
-- a record ends in a section that says why: reason 3, lost, with a sentence
local function doomed(record)
  local why = 'it stood in no state; a check of the store found it'
  local part = string.char(3, #why) .. why
  return record .. string.char(6, #part) .. part
end
local function without_record(id, places)
  local action = false
  for i = 1, #places do
    find('no_job', places[i], id, 'repaired')
    action = true
  end
  for side = 13, 22 do
    if redis.call('HEXISTS', KEYS[side], id) == 1 then
      find('leftover', KEYS[side], id, 'repaired')
      action = true
    end
  end
  if repair and action then
    leave(places, 1, id)
    for side = 13, 22 do redis.call('HDEL', KEYS[side], id) end
  end
end
-- how many bytes stand beside the record of a job, which sizes must hold
local function size_beside(id, completed)
  local real, held = 0, tonumber(redis.call('HGET', KEYS[22], id) or '0') or 0
  for _, side in ipairs({ 15, 16, 17, 18, 21 }) do real = real + redis.call('HSTRLEN', KEYS[side], id) end
  if real == held then return real end
  find('counter', KEYS[22], id, 'repaired')
  if not repair then return real end
  if real > 0 then set_size(KEYS[22], id, real) else redis.call('HDEL', KEYS[22], id) end
  if completed then
    local more = whole(real - math.max(0, held))
    redis.call('HINCRBY', KEYS[1], 'bytes', more)
    redis.call('HINCRBY', KEYS[1], 'sizes', more)
  end
  return real
end
-- a job that runs counts in its group
local function check_group(id, group)
  local runs = group and beside(KEYS[6], 'runs:' .. group)
  if not group or redis.call('SISMEMBER', runs, id) == 1 then return end
  find('group_run', runs, id, 'repaired')
  if repair then redis.call('SADD', runs, id) end
end
for i = 5, #ARGV do
  local id = ARGV[i]
  local record = redis.call('HGET', KEYS[2], id)
  if not record then
    without_record(id, places_of(id, ''))
  elseif ARGV[4] ~= '1' then
    local places = places_of(id, record)
    if #places == 0 then
      find('no_place', KEYS[2], id, 'quarantined')
      if repair then
        redis.call('ZADD', KEYS[11], whole(now), id)
        redis.call('HSET', KEYS[2], id, doomed(record))
      end
    elseif #places > 1 then
      for at = 2, #places do find('two_places', places[at], id, 'repaired') end
      if repair then leave(places, 2, id) end
    elseif places[1] == KEYS[3] then
      local epoch, lane, owner = string.match(redis.call('HGET', KEYS[3], id), '^(%d+) %d+ (%S+) (.*)$')
      if not epoch or not redis.call('ZSCORE', KEYS[4], epoch .. ' ' .. owner) then
        find('no_lease', KEYS[4], id, 'repaired')
        if repair then
          redis.call('HDEL', KEYS[3], id)
          redis.call('HDEL', KEYS[19], id)
          if lane then ended_in(KEYS[1], KEYS[6], KEYS[5], lane, { id }) end
          wait_in_lane(keys, id, record, 0)
          woken = true
        end
      else
        check_group(id, group_of(lane))
      end
    end
    local size = size_beside(id, places[1] == KEYS[10])
    if places[1] == KEYS[10] then
      bytes = bytes + 300 + #id + #record + redis.call('HSTRLEN', KEYS[14], id) + size
      sizes = sizes + size
    end
    if places[1] and places[1] ~= KEYS[11] and redis.call('HEXISTS', KEYS[20], id) == 1 then
      find('leftover', KEYS[20], id, 'repaired')
      if repair then redis.call('HDEL', KEYS[20], id) end
    end
  end
end
if woken then
  redis.call('HSET', KEYS[1], 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
return { whole(bytes), whole(sizes), unpack(found) }
