-- Pack: writes a bucket of metrics that has ended, and those of its types, as one text each: less memory, one field to read.
-- KEYS 1 metrics:60 or metrics:3600
-- ARGV none
-- Returns how many buckets were packed
-- Twice: safe; what was added since is added to the text, and a second call finds nothing to pack
local FEW = 128
hashes(1, 1)
local function pack(key)
  if redis.call('HLEN', key) <= FEW then return 0 end
  local all, sums, old = redis.call('HGETALL', key), {}, {}
  for i = 1, #all, 2 do
    if all[i] == 'n:packed' then
      for field, amount in string.gmatch(all[i + 1], '([^\n]+) (%d+)\n') do sums[field] = amount end
    end
  end
  for i = 1, #all, 2 do
    local field, amount = all[i], all[i + 1]
    if string.sub(field, 1, 2) ~= 'n:' and string.match(amount, '^%d+$') and not string.find(field, '\n') then
      old[#old + 1] = field
      local before = field ~= 'waiting' and sums[field]
      sums[field] = before and whole(tonumber(before) + tonumber(amount)) or amount
    end
  end
  if #old == 0 then return 0 end
  local text = {}
  for field, amount in pairs(sums) do text[#text + 1] = field .. ' ' .. amount .. '\n' end
  redis.call('HSET', key, 'n:packed', table.concat(text))
  for from = 1, #old, 1000 do redis.call('HDEL', key, unpack(old, from, math.min(from + 999, #old))) end
  return 1
end
local types = redis.call('HKEYS', KEYS[1])
local packed = pack(KEYS[1])
for i = 1, #types do
  local type = string.match(types[i], '^n:t:(.+)$')
  if type then packed = packed + pack(KEYS[1] .. ':' .. type) end
end
return packed + pack(KEYS[1] .. ':other')
