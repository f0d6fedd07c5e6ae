-- Promote: moves jobs whose time has come from scheduled and retrying to waiting.
-- KEYS 1 meta, 2 records, 3 lane:0, 4 lanes, 5 scheduled, 6 retrying
-- ARGV 1 now in ms (0 = ask Redis), 2 at most how many of each, 1..100; fewer move where their records are large
-- Returns a list: now in ms, how many moved, when the next is due in ms (-1 = none)
-- Twice: safe; the second call moves what is due then
local now = clock(ARGV[1])
hashes(1, 2)
sorted_sets(3, 6)
local keys = { meta = KEYS[1], lane0 = KEYS[3], lanes = KEYS[4] }
local moved, nextDue, plain = 0, -1, {}
local meta = redis.call('HMGET', KEYS[1], 'seq', 'lanes')
local seq, many = tonumber(meta[1] or '0'), meta[2] and meta[2] ~= '0'
for set = 5, 6 do
  local ids = redis.call('ZRANGE', KEYS[set], '-inf', whole(now), 'BYSCORE', 'LIMIT', 0, ARGV[2])
  if #ids > 0 then
    local records, count = read_records(KEYS[2], ids)
    redis.call('ZREM', KEYS[set], unpack(ids, 1, count))
    for i = 1, count do
      local record = records[i] or ''
      seq = seq + 1
      if many or lane_of(record) ~= '0' then
        wait_in_lane(keys, ids[i], record, seq)
      else
        plain[#plain + 1] = whole(priority_of(record) * PRIORITY + seq)
        plain[#plain + 1] = ids[i]
      end
    end
    moved = moved + count
  end
  local head = redis.call('ZRANGE', KEYS[set], 0, 0, 'WITHSCORES')
  if head[2] and (nextDue < 0 or tonumber(head[2]) < nextDue) then nextDue = tonumber(head[2]) end
end
if moved > 0 then
  if #plain > 0 then
    redis.call('ZADD', KEYS[3], unpack(plain))
    -- a lane opened by one of the others: the plain lane stands beside it
    if not many and (redis.call('HGET', KEYS[1], 'lanes') or '0') ~= '0' then
      local head = redis.call('ZRANGE', KEYS[3], 0, 0, 'WITHSCORES')
      open_lane(KEYS[1], KEYS[4], KEYS[3], '0', math.floor(tonumber(head[2]) / PRIORITY))
    end
  end
  redis.call('HSET', KEYS[1], 'seq', whole(seq), 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
return { now, moved, nextDue }
