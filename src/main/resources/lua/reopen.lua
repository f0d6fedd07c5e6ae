-- Reopen: gives lanes that a limit has closed their turn again, since the limits of the queue have changed.
-- KEYS 1 meta, 2 lane:0, 3 lanes
-- ARGV 1 how many, 1..500
-- Returns how many lanes it opened; a limit that still holds closes them again with the next claim
-- Twice: safe; the second call opens others
local opened = 0
sorted_sets(2, 3)
for _, set in ipairs({ beside(KEYS[3], 'shut'), beside(KEYS[3], 'full') }) do
  local words = redis.call('ZRANGE', set, 0, tonumber(ARGV[1]) - opened - 1)
  if tonumber(ARGV[1]) == opened then words = {} end
  for i = 1, #words do reopen(KEYS[1], KEYS[3], KEYS[2], words[i]) end
  opened = opened + #words
end
if opened > 0 then
  redis.call('HSET', KEYS[1], 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
return opened
