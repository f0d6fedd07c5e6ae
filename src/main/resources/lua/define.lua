-- Define: writes a named definition of the cluster, new or changed.
-- KEYS 1 definitions hash
-- ARGV 1 name, 2 definition, 3 most definitions that there may be, 4 definition seen ("" = whatever is there)
-- Returns 1 when it is new, 0 when it replaces one, -1 when there are too many, -2 when it was changed since it was seen
-- Twice: safe; the second call replaces it with itself, or is refused since it sees another one, and its caller reads again
local known = redis.call('HGET', KEYS[1], ARGV[1])
if ARGV[4] ~= '' and known ~= ARGV[4] then return -2 end
if not known and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then return -1 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return known and 0 or 1
