-- Schedule look: finds the schedules that are due, and claimed ticks whose node did not finish in time.
-- KEYS 1 definitions hash, 2 versions hash, 3 marks hash, 4 due sorted set, 5 claimed sorted set, 6 claims hash
-- ARGV 1 now in ms ("0" = the store's), 2 most schedules 1..250, 3 patience with a claim in ms, 4 most claims 1..250
-- Returns a list: now; the next due time after now, or -1; a list of name, definition, version, mark for each due
--      schedule; a list of member, value for each claim
-- Twice: safe; changes nothing
local now = tonumber(ARGV[1])
if now == 0 then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local due, claims = {}, {}
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', now, 'LIMIT', 0, ARGV[2])) do
  local at = #due
  due[at + 1] = name
  due[at + 2] = redis.call('HGET', KEYS[1], name) or ''
  due[at + 3] = redis.call('HGET', KEYS[2], name) or '0'
  due[at + 4] = redis.call('HGET', KEYS[3], name) or '0'
end
local late = now - tonumber(ARGV[3])
for _, member in ipairs(redis.call('ZRANGEBYSCORE', KEYS[5], '-inf', late, 'LIMIT', 0, ARGV[4])) do
  local at = #claims
  claims[at + 1] = member
  claims[at + 2] = redis.call('HGET', KEYS[6], member) or ''
end
local next = redis.call('ZRANGEBYSCORE', KEYS[4], '(' .. now, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
return { now, next[2] and math.floor(tonumber(next[2])) or -1, due, claims }
