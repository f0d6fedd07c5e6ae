-- Workflow cancel: ends a workflow; what goes on of it is cancelled by what is put to do.
-- KEYS 1 head, 2 todo
-- ARGV 1 now in ms (0 = ask Redis)
-- Returns the state that it was in; "" when there is no such workflow. Cancelled was it only where that is running or failed
-- Twice: safe; the second call finds it cancelled
local now = clock(ARGV[1])
hashes(1, 1)
sorted_sets(2, 2)
local head = redis.call('HMGET', KEYS[1], 'state', 'todo')
local state = head[1] or ''
if state == 'running' or state == 'failed' then
  local seq = whole(tonumber(head[2]) + 1)
  redis.call('ZADD', KEYS[2], seq, seq .. ' x')
  redis.call('HSET', KEYS[1], 'state', 'cancelled', 'cancelled', '1', 'finishedAt', whole(now), 'todo', seq)
end
return state
