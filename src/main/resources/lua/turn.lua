-- Turn: completes jobs of a worker and claims new ones for it in one call; either half may be empty.
-- KEYS 1 meta hash, 2 records hash, 3 active hash, 4 leases sorted set, 5 completed sorted set, 6 ends hash,
--      7 lane 0 sorted set, 8 suspects lane sorted set, 9 results hash
-- ARGV 1 now in ms (0 = ask Redis), 2 owner, 3 lease in ms, 4 jobs wanted 0..256, 5 "1" = hint when work comes after
--      this found too little, 6 "1" = a suspect may be claimed, 7 bytes of the completed jobs, 8 number of holds h,
--      9 number of leases to drop c, 10 number of results r;
--      then h times: hold ("epoch start owner") and how many of the ids are held by it; then c leases ("epoch owner");
--      then r times: position of the id 1..k, result; then the k ids to complete
-- Returns a list: now in ms, epoch (0 = nothing claimed), number of refused s, then s positions 1..k whose hold was not
--      the current one, then for each claimed job: id, record (nil when there is none)
-- Twice: safe; a completion that was accepted before is found in ends and accepted again. A second claim takes other
--      jobs: the first is found by its lease
local now = tonumber(ARGV[1])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local clock = string.format('%.0f', now)
local want, h, c, r = tonumber(ARGV[4]), tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
local drop = 11 + 2 * h
local results = drop + c
local first = results + 2 * r
local k = #ARGV - first + 1
local reply = { now, 0, 0 }

if k > 0 then
  local held = redis.call('HMGET', KEYS[3], unpack(ARGV, first))
  local done, ends, gone, at = {}, {}, {}, 1
  local refused = {}
  for p = 0, h - 1 do
    local hold, count = ARGV[11 + 2 * p], tonumber(ARGV[12 + 2 * p])
    for i = at, at + count - 1 do
      local id = ARGV[first + i - 1]
      if held[i] == hold then
        gone[#gone + 1] = id
        done[#done + 1] = clock
        done[#done + 1] = id
        ends[#ends + 1] = id
        ends[#ends + 1] = hold
      elseif redis.call('HGET', KEYS[6], id) ~= hold then
        refused[i] = true
        reply[3] = reply[3] + 1
        reply[#reply + 1] = i
      end
    end
    at = at + count
  end
  if #gone > 0 then
    redis.call('HDEL', KEYS[3], unpack(gone))
    redis.call('ZADD', KEYS[5], unpack(done))
    redis.call('HSET', KEYS[6], unpack(ends))
    redis.call('HINCRBY', KEYS[1], 'bytes', ARGV[7])
  end
  for p = 0, r - 1 do
    local i = tonumber(ARGV[results + 2 * p])
    if not refused[i] then redis.call('HSET', KEYS[9], ARGV[first + i - 1], ARGV[results + 2 * p + 1]) end
  end
end
if c > 0 then redis.call('ZREM', KEYS[4], unpack(ARGV, drop, drop + c - 1)) end
if want == 0 then return reply end

local meta = redis.call('HMGET', KEYS[1], 'paused', 'parked', 'suspects')
if meta[1] == '1' then return reply end
local lane, ids = KEYS[7], nil
if ARGV[6] == '1' and meta[3] and meta[3] ~= '0' then
  lane = KEYS[8]
  ids = redis.call('ZRANGE', lane, 0, 0)
  redis.call('HSET', KEYS[1], 'suspects', math.max(0, redis.call('ZCARD', lane) - 1))
  if #ids == 0 then lane, ids = KEYS[7], nil end
end
ids = ids or redis.call('ZRANGE', lane, 0, want - 1)
if #ids > 0 then
  redis.call('ZREMRANGEBYRANK', lane, 0, #ids - 1)
  local epoch = redis.call('HINCRBY', KEYS[1], 'claim', 1)
  local name = string.format('%.0f', epoch)
  local hold = name .. ' ' .. clock .. ' ' .. ARGV[2]
  local records, active, at = redis.call('HMGET', KEYS[2], unpack(ids)), {}, #reply
  for i = 1, #ids do
    active[2 * i - 1] = ids[i]
    active[2 * i] = hold
    reply[at + 2 * i - 1] = ids[i]
    reply[at + 2 * i] = records[i]
  end
  redis.call('HSET', KEYS[3], unpack(active))
  redis.call('ZADD', KEYS[4], string.format('%.0f', now + tonumber(ARGV[3])), name .. ' ' .. ARGV[2])
  reply[2] = epoch
end
if #ids < want and lane == KEYS[7] and ARGV[5] == '1' and meta[2] ~= '1' then
  redis.call('HSET', KEYS[1], 'parked', '1')
end
return reply
