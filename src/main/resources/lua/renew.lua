-- Renew: prolongs the leases of a worker's open claims and tells it what to stop.
-- KEYS 1 leases sorted set, 2 cancels hash
-- ARGV 1 now in ms (0 = ask Redis), 2 lease in ms, then the leases ("epoch owner"), at most 1000
-- Returns a list of two lists: the leases that are gone; and id, epoch of each run that somebody asked to cancel, by
--      turns, of all workers, at most 1000
-- Twice: safe
local now = tonumber(ARGV[1])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local gone, kept = {}, {}
if #ARGV > 2 then
  local ends = redis.call('ZMSCORE', KEYS[1], unpack(ARGV, 3))
  local due = string.format('%.0f', now + tonumber(ARGV[2]))
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
if redis.call('HLEN', KEYS[2]) > 0 then cancels = redis.call('HSCAN', KEYS[2], '0', 'COUNT', 500)[2] end
return { gone, cancels }
