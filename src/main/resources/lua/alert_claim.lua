-- Alert claim: gives the evaluation of alert rules to the first node that asks once it is due.
-- KEYS 1 meta hash
-- ARGV 1 now in ms ("0" = the store's), 2 interval in ms
-- Returns a list: now; the number of the evaluation, 0 when it is not due; ms until the next one is due
-- Twice: safe; the second call comes too early, and one evaluation is left out
local now, interval = clock(ARGV[1]), tonumber(ARGV[2])
local due = tonumber(redis.call('HGET', KEYS[1], 'due') or '0')
if due > now and due <= now + interval then return { now, 0, due - now } end
local number = redis.call('HINCRBY', KEYS[1], 'number', 1)
redis.call('HSET', KEYS[1], 'due', string.format('%d', now + interval))
return { now, number, interval }
