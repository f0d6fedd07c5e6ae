-- Carry: saves how far an operation is, for the node that carries it out; or gives one to a node that nobody carries out.
-- KEYS 1 operations, 2 holds
-- ARGV 1 now in ms ("0" = the store's), 2 how long the node holds it from now in ms ("end" = it has ended), 3 id, 4 node,
--      5 the operation ("" = take over what nobody holds any more, and save nothing)
-- Returns a list: 1 when the node holds it or held it to its end, else 0; 1 when somebody asked it to stop, else 0
-- Twice: safe; the second call finds its own hold; after "end" it is refused, and what it would save was saved
hashes(1, 2)
local now, id, node = clock(ARGV[1]), ARGV[3], ARGV[4]
local hold = redis.call('HGET', KEYS[2], id)
local ends, owner = string.match(hold or '', '^(%d+) (.*)$')
local takes = ARGV[5] == ''
local free = takes and owner and tonumber(ends) <= now
local new = not takes and not owner and redis.call('HEXISTS', KEYS[1], id) == 0
if owner ~= node and not free and not new then return { 0, 0 } end
if not takes then redis.call('HSET', KEYS[1], id, ARGV[5]) end
if ARGV[2] == 'end' then
  redis.call('HDEL', KEYS[2], id)
else
  redis.call('HSET', KEYS[2], id, string.format('%d %s', now + tonumber(ARGV[2]), node))
end
return { 1, redis.call('HEXISTS', KEYS[1], 'stop:' .. id) }
