-- Register: gives a queue its number.
-- KEYS 1 queues, 2 cluster-meta
-- ARGV 1 name of the queue
-- Returns a list: the queue's number 1.., "1" when new queues start paused else "0"
-- Twice: safe; the number stays
local number = redis.call('HGET', KEYS[1], ARGV[1])
if not number then
  number = redis.call('HINCRBY', KEYS[2], 'queues', 1)
  redis.call('HSET', KEYS[1], ARGV[1], number)
end
return { tonumber(number), redis.call('HGET', KEYS[2], 'paused') == '1' and '1' or '0' }
