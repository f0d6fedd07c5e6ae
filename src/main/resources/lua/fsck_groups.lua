-- Fsck_groups: looks whether the jobs that count as running of a group do run.
-- KEYS 1 meta, 2 active, 3 lane:0, 4 lanes
-- ARGV 1 "1" = repair, 2 group, then ids of its set of running jobs, at most 100
-- Returns four values a finding: "group_run", key, id, and "repaired", or "" = nothing was done
-- Twice: safe; the second call finds what is left
local repair, group, found = ARGV[1] == '1', ARGV[2], {}
local runs, gone = beside(KEYS[4], 'runs:' .. group), {}
for i = 3, #ARGV do
  local hold = redis.call('HGET', KEYS[2], ARGV[i])
  local lane = hold and string.match(hold, '^%d+ %d+ (%S+) ')
  if redis.call('SISMEMBER', runs, ARGV[i]) == 1 and not (lane and group_of(lane) == group) then
    for _, value in ipairs({ 'group_run', runs, ARGV[i], repair and 'repaired' or '' }) do found[#found + 1] = value end
    gone[#gone + 1] = ARGV[i]
  end
end
if repair and #gone > 0 and ended_in(KEYS[1], KEYS[4], KEYS[3], 'g:' .. group, gone) then
  redis.call('HSET', KEYS[1], 'parked', '0')
  redis.call('PUBLISH', 'ym:hint', KEYS[1])
end
return found
