-- Fsck_failures: looks whether dead jobs stand in the group of their failure and in no other, and whether each group that
-- holds dead jobs is among those that are shown.
-- KEYS 1 dead, 2 failures, 3 prints
-- ARGV 1 now in ms (0 = ask Redis), 2 "1" = repair, 3 fingerprint of a group whose members the ids are ("" = the ids have a
--      fingerprint), then the ids, at most 100
-- Returns four values a finding: "failure_group", key, id ("" = the group itself), and "repaired", or "" = nothing was done
-- Twice: safe; the second call finds what is left
local now, repair, group, found = clock(ARGV[1]), ARGV[2] == '1', ARGV[3], {}
local keys = { failures = KEYS[2] }
local function find(key, id)
  for _, value in ipairs({ 'failure_group', key, id, repair and 'repaired' or '' }) do found[#found + 1] = value end
end
for i = 4, #ARGV do
  local id = ARGV[i]
  local print, died = redis.call('HGET', KEYS[3], id), redis.call('ZSCORE', KEYS[1], id)
  if group ~= '' then
    local set = failure_dead(keys, group)
    if redis.call('ZSCORE', set, id) and not (died and print == group) then
      find(set, id)
      if repair then redis.call('ZREM', set, id) end
    end
  elseif print and died and not redis.call('ZSCORE', failure_dead(keys, print), id) then
    find(failure_dead(keys, print), id)
    if repair then
      redis.call('ZADD', failure_dead(keys, print), died, id)
      redis.call('ZADD', KEYS[2], whole(HAS_DEAD), print)
    end
  end
end
if group ~= '' then
  local holds = redis.call('EXISTS', failure_dead(keys, group)) == 1
  local score = tonumber(redis.call('ZSCORE', KEYS[2], group) or '0')
  if holds ~= (score >= HAS_DEAD) then
    find(KEYS[2] .. ' ' .. group, '')
    if repair then redis.call('ZADD', KEYS[2], whole(holds and HAS_DEAD or now), group) end
  end
end
return found
