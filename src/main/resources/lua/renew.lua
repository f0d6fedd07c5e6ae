-- Renew: prolongs the leases of a worker's open claims and tells it what to stop.
-- KEYS 1 leases, 2 cancels, 3 active
-- ARGV 1 now in ms (0 = ask Redis), 2 lease in ms, then the leases ("epoch owner"), at most 1000
-- Returns a list of two lists: the leases that are gone; and id, epoch of each run that somebody asked to cancel, by
--      turns, of all workers, at most 500, any of them; those of runs that have ended are dropped
-- Twice: safe
local now = clock(ARGV[1])
local gone, kept = {}, {}
if #ARGV > 2 then
  local ends = redis.call('ZMSCORE', KEYS[1], unpack(ARGV, 3))
  local due = whole(now + tonumber(ARGV[2]))
  for i = 1, #ends do
    if ends[i] then
      kept[#kept + 1] = due
      kept[#kept + 1] = ARGV[i + 2]
    else
      gone[#gone + 1] = ARGV[i + 2]
    end
  end
  if #kept > 0 then redis.call('ZADD', KEYS[1], unpack(kept)) end
end
local cancels = {}
if redis.call('HLEN', KEYS[2]) > 0 then
  local asked, ids, over = redis.call('HRANDFIELD', KEYS[2], 500, 'WITHVALUES'), {}, {}
  for i = 1, #asked, 2 do ids[#ids + 1] = asked[i] end
  local holds = redis.call('HMGET', KEYS[3], unpack(ids))
  for i = 1, #ids do
    if holds[i] and string.match(holds[i], '^%d+') == asked[2 * i] then
      cancels[#cancels + 1] = ids[i]
      cancels[#cancels + 1] = asked[2 * i]
    else
      over[#over + 1] = ids[i]
    end
  end
  if #over > 0 then redis.call('HDEL', KEYS[2], unpack(over)) end
end
return { gone, cancels }
