-- Fsck_locks: looks whether the keys of unique jobs are held by jobs that have not ended, and whether each key is whole.
-- KEYS 1 meta, 2 records, 3 lane:0, 4 lanes, 5 completed, 6 dead, 7 cancelled, 8 unique, 9 locks, 10 lockends, 11 next
-- ARGV 1 "1" = repair, 2 number of keys n, then n keys, then ids of jobs that are said to hold one; at most 100 in all
-- Returns four values a finding: "lock", the key of unique jobs, the job, and "repaired", or "" = nothing was done
-- Twice: safe; the second call finds what is left
local repair, n, found = ARGV[1] == '1', tonumber(ARGV[2]), {}
local keys = {
  meta = KEYS[1], records = KEYS[2], lane0 = KEYS[3], lanes = KEYS[4],
  unique = KEYS[8], locks = KEYS[9], lockends = KEYS[10], next = KEYS[11],
}
local function find(key, id)
  for _, value in ipairs({ 'lock', key, id, repair and 'repaired' or '' }) do found[#found + 1] = value end
end
local function let_go(key, value)
  local id, kind = lock_of(value or '')
  if redis.call('HGET', KEYS[9], id) == key then redis.call('HDEL', KEYS[9], id) end
  redis.call('HDEL', KEYS[8], key)
  redis.call('ZREM', KEYS[10], key)
  if redis.call('HEXISTS', KEYS[11], key) == 1 then follow(keys, key, kind) end
end
local function is_over(id, kind)
  if redis.call('HEXISTS', KEYS[2], id) == 0 then return true end
  if kind == 't' then return false end
  for set = 5, 7 do
    if redis.call('ZSCORE', KEYS[set], id) then return true end
  end
  return false
end
for i = 3, 2 + n do
  local key = ARGV[i]
  local value = redis.call('HGET', KEYS[8], key)
  local timed = redis.call('ZSCORE', KEYS[10], key)
  local id, kind = lock_of(value or '')
  if not value and (timed or redis.call('HEXISTS', KEYS[11], key) == 1) then
    find(key, '')
    if repair then let_go(key, nil) end
  elseif value and (kind == 't' and not timed or is_over(id, kind)) then
    find(key, id)
    if repair then let_go(key, value) end
  elseif value and timed and kind ~= 't' then
    find(key, id)
    if repair then redis.call('ZREM', KEYS[10], key) end
  end
end
for i = 3 + n, #ARGV do
  local key = redis.call('HGET', KEYS[9], ARGV[i])
  if key and redis.call('HEXISTS', KEYS[2], ARGV[i]) == 0 then
    find(key, ARGV[i])
    if repair then redis.call('HDEL', KEYS[9], ARGV[i]) end
  end
end
return found
