-- Configure: writes the settings of a queue where nobody changed them since they were read.
-- KEYS 1 meta
-- ARGV 1 now in ms (0 = ask Redis), 2 version that was read ("0" = none), 3 the settings packed, then by turns a field
--      that claims read and its value ("" removes it)
-- Returns the new version; 0 = somebody changed them meanwhile
-- Twice: the second call answers 0; who reads again finds its own values and writes them once more
local version = redis.call('HGET', KEYS[1], 'settingsVersion') or '0'
if version ~= ARGV[2] then return 0 end
-- a queue that is removed and made again must not come back to a version that nodes have seen
local fresh = math.max(tonumber(version) + 1, clock(ARGV[1]))
redis.call('HSET', KEYS[1], 'settings', ARGV[3], 'settingsVersion', whole(fresh))
for i = 4, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', KEYS[1], ARGV[i])
  else
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  end
end
return fresh
