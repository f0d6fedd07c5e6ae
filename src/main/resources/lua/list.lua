-- List: reads a page of a sorted set, of a state or of the locks that end at a time, from a place in its order.
-- KEYS 1 set
-- ARGV 1 "up" or "down" the scores, 2 score and 3 id of the last item seen ("" = from the start), 4 "1" = an item
--      equal to the last one seen belongs to this page, 5 how many, 1..1000
-- Returns id, score, by turns
-- Twice: safe; only reads
local key, down, score, id = KEYS[1], ARGV[1] == 'down', ARGV[2], ARGV[3]
local count = tonumber(ARGV[5])
local function range(from, to)
  if down then return redis.call('ZRANGE', key, from, to, 'REV', 'WITHSCORES') end
  return redis.call('ZRANGE', key, from, to, 'WITHSCORES')
end
local start = 0
if id ~= '' then
  local rank = redis.call(down and 'ZREVRANK' or 'ZRANK', key, id)
  if rank and tonumber(redis.call('ZSCORE', key, id)) == tonumber(score) then
    start = rank + (ARGV[4] == '1' and 0 or 1)
  else
    start = down and redis.call('ZCOUNT', key, '(' .. score, '+inf') or redis.call('ZCOUNT', key, '-inf', '(' .. score)
    -- the item is gone: pass those of the same score that came before it, at most 10,000
    for _ = 1, 100 do
      local tied, passed = range(start, start + 99), 0
      for i = 1, #tied, 2 do
        local before = tied[i] < id
        if down then before = tied[i] > id end
        if tonumber(tied[i + 1]) ~= tonumber(score) or not (before or tied[i] == id and ARGV[4] ~= '1') then break end
        passed = passed + 1
      end
      start = start + passed
      if passed < 100 then break end
    end
  end
end
local items = range(start, start + count - 1)
for i = 2, #items, 2 do items[i] = whole(tonumber(items[i])) end
return items
