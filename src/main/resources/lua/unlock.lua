-- Unlock: frees a key of unique jobs, whoever holds it; its job goes on, and one that was to run after it waits.
-- KEYS 1 meta, 2 records, 3 lane:0, 4 lanes, 5 unique, 6 locks, 7 lockends, 8 next
-- ARGV 1 the key
-- Returns 1, or 0 when nobody held it
-- Twice: safe; the second call finds nobody, or frees the key from the job that followed
local keys = {
  meta = KEYS[1], records = KEYS[2], lane0 = KEYS[3], lanes = KEYS[4],
  unique = KEYS[5], locks = KEYS[6], lockends = KEYS[7], next = KEYS[8],
}
hashes(1, 2)
sorted_sets(3, 4)
hashes(5, 6)
sorted_sets(7, 7)
hashes(8, 8)
local held = redis.call('HGET', KEYS[5], ARGV[1])
if not held then return 0 end
local id, kind, more = lock_of(held)
if kind == 't' then redis.call('HDEL', KEYS[6], id) end
redis.call('HDEL', KEYS[5], ARGV[1])
redis.call('ZREM', KEYS[7], ARGV[1])
if more then follow(keys, ARGV[1], kind) end
return 1
