-- Buckets: what a bucket of metrics holds: durations counted in bins, under a letter, and all else by name. Stands before
-- pack and fold. The field n:counts has both as MessagePack: {letter: [bin, count, bin further, count, ...]}, {name:
-- amount}; what is added after that stands in fields of its own beside it, a bin as its letter and
-- number, below 2048.
local COUNTS, MOST_BINS = 'n:counts', 2048
-- adds a bucket; returns its fields that are marks, and how many others it had
local function tally(key, bins, named)
  local all, marks, loose = redis.call('HGETALL', key), {}, 0
  local function into(letter)
    bins[letter] = bins[letter] or {}
    return bins[letter]
  end
  for i = 1, #all, 2 do
    if all[i] == COUNTS then
      local packed = cmsgpack.unpack(all[i + 1])
      for letter, list in pairs(packed[1]) do
        local to, bin = into(letter), 0
        for at = 1, #list, 2 do
          bin = bin + list[at]
          to[bin] = (to[bin] or 0) + list[at + 1]
        end
      end
      for name, amount in pairs(packed[2]) do
        named[name] = (name ~= 'waiting' and named[name] or 0) + amount
      end
    end
  end
  for i = 1, #all, 2 do
    local field, amount = all[i], tonumber(all[i + 1])
    if string.sub(field, 1, 2) == 'n:' then
      if field ~= COUNTS then marks[#marks + 1] = field; marks[#marks + 1] = all[i + 1] end
    elseif amount then
      local letter, digits = string.match(field, '^(%a)(%d+)$')
      local bin = tonumber(digits or MOST_BINS)
      if bin < MOST_BINS and tostring(bin) == digits then
        local to = into(letter)
        to[bin] = (to[bin] or 0) + amount
      else
        named[field] = (field ~= 'waiting' and named[field] or 0) + amount
      end
      loose = loose + 1
    end
  end
  return marks, loose
end
local function packed(bins, named)
  local lists = {}
  for letter, counts in pairs(bins) do
    local order, list, last = {}, {}, 0
    for bin in pairs(counts) do order[#order + 1] = bin end
    table.sort(order)
    for i = 1, #order do
      list[2 * i - 1], list[2 * i] = order[i] - last, counts[order[i]]
      last = order[i]
    end
    lists[letter] = list
  end
  return cmsgpack.pack({ lists, named })
end
-- the types that have a bucket beside this one
local function types_of(marks, types)
  for i = 1, #marks, 2 do
    local type = string.match(marks[i], '^n:t:(.+)$')
    if type then types[type] = true end
  end
end
local function list_of(types)
  local all = {}
  for type in pairs(types) do all[#all + 1] = type end
  return all
end
