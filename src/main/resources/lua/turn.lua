-- Turn: completes jobs of a worker and claims new ones for it, from one lane, in one call; either half may be empty.
-- KEYS 1 meta, 2 records, 3 active, 4 leases, 5 completed, 6 ends, 7 lane:0, 8 lanes, 9 results, 10 requests,
--      11 unique, 12 locks, 13 lockends, 14 next, 15 sizes
-- ARGV 1 now in ms (0 = ask Redis), 2 owner, 3 lease in ms, 4 jobs wanted 0..256, 5 "1" = hint when work comes after
--      this found too little, 6 "1" = a suspect may be claimed, 7 bytes of the completed jobs but what sizes holds of them, 8 number of holds h,
--      9 number of leases to drop c, 10 number of results r, 11 request id of the claim ("" = none), 12 number of job
--      types known t (0 = none was named: jobs in lanes of types stay), 13 number of keys of unique jobs u;
--      then t types; then h times: hold ("epoch start lane owner"), what ends
--      keeps of its runs (the same with their start) and how many of the ids it holds for; then c leases
--      ("epoch owner"); then r times: position of the id 1..k, result; then the k ids to
--      complete; then the keys that the last u of them hold until they have ended
-- Returns a list: now in ms, epoch (0 = nothing claimed), lane claimed from ("" = none), limited until in ms (0 = it is
--      not; -1 = until a job ends, since as many run as may run in total), "1" = more than the plain lane is open, "2" = more waits than
--      the bytes of one answer allow, else "0", number of refused s, then s positions 1..k whose hold was not the current one, then for each claimed job:
--      id, record (nil when there is none)
-- Twice: safe; a completion that was accepted before is found in ends and accepted again. A second claim takes other
--      jobs, unless it carries the request id of the owner's last claim: then it answers with that claim
local now = clock(ARGV[1])
local owner, want, h, c = ARGV[2], tonumber(ARGV[4]), tonumber(ARGV[8]), tonumber(ARGV[9])
local r, request, t, u = tonumber(ARGV[10]), ARGV[11], tonumber(ARGV[12]), tonumber(ARGV[13])
local holds = 14 + t
local drop = holds + 3 * h
local results = drop + c
local first = results + 2 * r
local k = #ARGV - first + 1 - u
local reply = { now, 0, '', 0, '0', 0 }
local keys = {
  meta = KEYS[1], records = KEYS[2], lane0 = KEYS[7], lanes = KEYS[8],
  unique = KEYS[11], locks = KEYS[12], lockends = KEYS[13], next = KEYS[14],
}
local locks, sized = redis.call('EXISTS', KEYS[11], KEYS[12], KEYS[13], KEYS[15]) > 0, false
if locks then
  sized = redis.call('HLEN', KEYS[15]) > 0
  locks = redis.call('EXISTS', KEYS[11], KEYS[12], KEYS[13]) > 0
end
if locks then
  hashes(11, 12)
  sorted_sets(13, 13)
  hashes(14, 14)
  locks = redis.call('EXISTS', KEYS[11]) == 1
end

if k > 0 then
  local held = redis.call('HMGET', KEYS[3], unpack(ARGV, first, first + k - 1))
  hashes(1, 1)
  sorted_sets(4, 5)
  hashes(6, 6)
  if r > 0 then hashes(9, 9) end
  local done, ends, gone, at, stamp = {}, {}, {}, 1, whole(now)
  local refused, repeated, grouped, freed = {}, {}, {}, false
  for p = 0, h - 1 do
    local hold, ended = ARGV[holds + 3 * p], ARGV[holds + 1 + 3 * p]
    local count, before = tonumber(ARGV[holds + 2 + 3 * p]), #gone
    for i = at, at + count - 1 do
      local id = ARGV[first + i - 1]
      if held[i] == hold then
        gone[#gone + 1] = id
        done[#done + 1] = stamp
        done[#done + 1] = id
        ends[#ends + 1] = id
        ends[#ends + 1] = ended
      else
        repeated[i] = true
        if redis.call('HGET', KEYS[6], id) ~= ended then
          refused[i] = true
          reply[6] = reply[6] + 1
          reply[#reply + 1] = i
        end
      end
    end
    at = at + count
    -- a lane with a colon may be one of a group
    if #gone > before and string.find(hold, ':', 1, true) then
      grouped[#grouped + 1] = { string.match(hold, '^%d+ %d+ (%S+)'), before + 1, #gone }
    end
  end
  if #gone > 0 then
    redis.call('HDEL', KEYS[3], unpack(gone))
    redis.call('ZADD', KEYS[5], unpack(done))
    redis.call('HSET', KEYS[6], unpack(ends))
    local beside_them, sizes = 0, sized and redis.call('HMGET', KEYS[15], unpack(gone)) or {}
    for i = 1, #sizes do
      if sizes[i] then beside_them = beside_them + math.max(0, tonumber(sizes[i]) or 0) end
    end
    if beside_them > 0 then redis.call('HINCRBY', KEYS[1], 'sizes', whole(beside_them)) end
    redis.call('HINCRBY', KEYS[1], 'bytes', beside_them > 0 and whole(tonumber(ARGV[7]) + beside_them) or ARGV[7])
    if locks and u > 0 then
      local asked, of = {}, {}
      if next(repeated) then
        for i = k - u + 1, k do
          if not repeated[i] then
            asked[#asked + 1] = ARGV[first + u + i - 1]
            of[#of + 1] = ARGV[first + i - 1]
          end
        end
      else
        asked, of = { unpack(ARGV, first + k) }, { unpack(ARGV, first + k - u, first + k - 1) }
      end
      if #of > 0 then free(keys, asked, of, 'sf') end
    end
    for i = 1, #grouped do
      local lane, from, to = unpack(grouped[i])
      freed = ended_in(KEYS[1], KEYS[8], KEYS[7], lane, { unpack(gone, from, to) }) or freed
    end
    if freed and redis.call('HGET', KEYS[1], 'parked') ~= '0' then
      redis.call('HSET', KEYS[1], 'parked', '0')
      redis.call('PUBLISH', 'ym:hint', KEYS[1])
    end
  end
  for p = 0, r - 1 do
    local i = tonumber(ARGV[results + 2 * p])
    if not refused[i] then redis.call('HSET', KEYS[9], ARGV[first + i - 1], ARGV[results + 2 * p + 1]) end
  end
end
if c > 0 then redis.call('ZREM', KEYS[4], unpack(ARGV, drop, drop + c - 1)) end
if want == 0 then return reply end

local function answer(epoch, lane, ids, records)
  local at = #reply
  for i = 1, #ids do
    reply[at + 2 * i - 1] = ids[i]
    reply[at + 2 * i] = records[i]
  end
  reply[2] = epoch
  reply[3] = lane
  return reply
end

if request ~= '' then
  local last = redis.call('HGET', KEYS[10], owner)
  if last then
    local name, hold, list = string.match(last, '^(%S+)\n([^\n]*)\n(.*)$')
    if name == request then
      local ids = {}
      for id in string.gmatch(list, '%S+') do
        if redis.call('HGET', KEYS[3], id) == hold then ids[#ids + 1] = id end
      end
      local epoch, start, lane = string.match(hold, '^(%d+) (%d+) (%S+)')
      reply[1] = tonumber(start)
      if #ids > 0 then return answer(tonumber(epoch), lane, ids, redis.call('HMGET', KEYS[2], unpack(ids))) end
      reply[1] = now
    end
  end
end
local meta = redis.call('HMGET', KEYS[1], 'paused', 'parked', 'lanes', 'claim', 'total', 'limits', 'held')
if meta[1] == '1' then return reply end
local held_back = false
if meta[5] then
  local room = math.max(0, tonumber(meta[5]) - redis.call('HLEN', KEYS[3]))
  held_back = room < want
  want = math.min(want, room)
  if want == 0 then
    reply[4] = -1
    return reply
  end
end
hashes(3, 3)
sorted_sets(4, 4)
if request ~= '' then hashes(10, 10) end
local held = tonumber(meta[7] or '0')
if held > now then
  reply[4] = held
  return reply
end
local lane, ids, records, group, turn, mode, cut = '0', nil, nil, nil, 0, meta[3] or '0', false
if mode ~= '0' or meta[6] then
  local known = {}
  for i = 14, 13 + t do known[ARGV[i]] = true end
  local ask = { mode = mode, limits = meta[6], suspect = ARGV[6] == '1', known = known }
  local found
  found, reply[4], mode = choose(keys, now, want, ask)
  ids = {}
  if found then
    lane, ids, records, group, turn = found.word, found.ids, found.records, found.group, found.turn
    cut = found.cut
  end
else
  ids = redis.call('ZRANGE', KEYS[7], 0, want - 1)
  if #ids > 0 then records, cut = fitting(KEYS[2], ids) end
end
reply[5] = mode ~= '0' and '1' or cut and '2' or '0'
local emptied = #ids == 0
if #ids > 0 then
  local from = lane_key(KEYS[7], lane)
  redis.call('ZREMRANGEBYRANK', from, 0, #ids - 1)
  -- a store that lost its last writes must not give a number twice: it is never below the time
  local epoch = math.max(tonumber(meta[4] or '0') + 1, now * 1024)
  local name = whole(epoch)
  redis.call('HSET', KEYS[1], 'claim', name)
  local holder = lane == 'suspects' and group and 'suspects:' .. group or lane
  local hold = name .. ' ' .. whole(now) .. ' ' .. holder .. ' ' .. owner
  local active = {}
  for i = 1, #ids do
    active[2 * i - 1] = ids[i]
    active[2 * i] = hold
  end
  redis.call('HSET', KEYS[3], unpack(active))
  if group then redis.call('SADD', beside(KEYS[8], 'runs:' .. group), unpack(ids)) end
  if locks then
    local asked, of = {}, {}
    for i = 1, #ids do
      if records[i] and is_until_start(records[i]) then
        asked[#asked + 1] = key_of(records[i])
        of[#asked] = ids[i]
      end
    end
    if #asked > 0 then free(keys, asked, of, 's') end
  end
  redis.call('ZADD', KEYS[4], whole(now + tonumber(ARGV[3])), name .. ' ' .. owner)
  if request ~= '' then
    redis.call('HSET', KEYS[10], owner, request .. '\n' .. hold .. '\n' .. table.concat(ids, ' '))
  end
  if mode ~= '0' then emptied = served(KEYS[1], KEYS[8], from, { word = lane, group = group, turn = turn }, #ids) end
  answer(epoch, holder, ids, records)
end
if emptied and (mode == '1' or mode == '2') then
  local left = redis.call('ZRANGE', KEYS[8], 0, 1)
  local single = #left == 0 or #left == 1 and left[1] == '0'
  if single and redis.call('EXISTS', beside(KEYS[8], 'shut'), beside(KEYS[8], 'full')) == 0 then
    redis.call('DEL', KEYS[8])
    redis.call('HSET', KEYS[1], 'lanes', '0', 'vtime', '0')
  end
end
if held_back and #ids == want and reply[4] == 0 then reply[4] = -1 end
if #ids < want and not cut and ARGV[5] == '1' and meta[2] ~= '1' and redis.call('HEXISTS', KEYS[1], 'number') == 1 then
  redis.call('HSET', KEYS[1], 'parked', '1')
end
return reply
