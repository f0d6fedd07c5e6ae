-- Workflow apply: takes in what became of members, and what was done of what was to do; decides what is to do next.
-- KEYS 1 head, 2 plan, 3 states, 4 pending, 5 stuck, 6 blocked, 7 live, 8 fresh, 9 bad, 10 marks, 11 todo, 12 jobs,
--      13 steps
-- ARGV 1 now in ms (0 = ask Redis), 2 queue that the news come from ("" = the engine itself), 3 number of things done a,
--      4 number of news k, at most 250 together with them; then a things to do that are done; then k times: number
--      (ascending), part, what: c completed, d dead, x cancelled, g gone, r back from dead or cancelled, n never made, since
--      another part of the workflow has its job
-- Returns a list: the state ("" = there is no such workflow), how many parts have jobs that are not made, then at most 500
--      things to do: "<number> <kind> ...", kind m make the jobs of parts from, to; r release the job of a part (then its
--      queue, its id, and ms that it waits, which are no part of the thing that is reported done); a cancel the blocked job
--      of a part; k enqueue the callback of a name; x cancel all that goes on; u let go of what has ended; w nothing but
--      report it done
-- Twice: safe; news up to the mark of their queue, and things that were reported done before, are passed over
local now, source = clock(ARGV[1]), ARGV[2]
local done, news = tonumber(ARGV[3]), tonumber(ARGV[4])
hashes(1, 3)
sorted_sets(4, 5)
for key = 6, 9 do redis.call('SCARD', KEYS[key]) end
hashes(10, 10)
sorted_sets(11, 11)
hashes(12, 13)
local known = redis.call('HMGET', KEYS[1], 'state', 'todo', 'cancelled', 'fired', 'tidied')
if not known[1] then return { '', '0' } end
local state, seq, cancelled = known[1], tonumber(known[2] or '0'), known[3] == '1'
local fired, tidied, was = known[4] or '', known[5] or '', known[1]
local work, at = {}, 1

local function todo(item)
  seq = seq + 1
  redis.call('ZADD', KEYS[11], whole(seq), whole(seq) .. ' ' .. item)
end
local function push(op, part, to)
  work[#work + 1] = { op, part, to or '0' }
end
local function fire(name)
  if string.find(fired, name, 1, true) then return end
  fired = fired .. name .. ' '
  if redis.call('HEXISTS', KEYS[1], name) == 1 then todo('k ' .. name) end
end
-- kind, parent, policy, next of a chain (0 = none), then of chain and group the first child and how many
local function read(part)
  return string.match(redis.call('HGET', KEYS[2], part) or '', '^(%a) (%d+) (%a) (%d+) (%d+) (%d+)')
end
-- a group is done when none of its children is pending, and has failed when only those are that failed
local function look(group)
  local left = redis.call('ZCOUNT', KEYS[4], group, group)
  if left == 0 then
    push('D', group)
  elseif left == redis.call('ZCOUNT', KEYS[5], group, group) then
    push('F', group)
  end
end

local op = {}
-- start a part
function op.S(part)
  local kind, _, _, _, first, count = read(part)
  if not kind or cancelled then return end
  if kind == 'j' then
    local now_at = redis.call('HGET', KEYS[3], part)
    if not now_at then
      redis.call('HSET', KEYS[3], part, 'o')
      redis.call('SREM', KEYS[6], part)
      redis.call('SADD', KEYS[7], part)
      todo('r ' .. part)
    elseif now_at ~= string.lower(now_at) then
      redis.call('HSET', KEYS[3], part, string.lower(now_at))
      push('F', part)
    end
  elseif count == '0' then
    push('D', part)
  elseif kind == 'c' then
    push('S', first)
  else
    push('R', first, whole(first + count - 1))
  end
end
-- start the parts of a range
function op.R(from, to)
  local last = math.min(from + 199, tonumber(to))
  for part = tonumber(from), last do push('S', whole(part)) end
  if last < tonumber(to) then push('R', whole(last + 1), to) end
end
-- a part is done: what follows it starts
function op.D(part)
  if redis.call('ZREM', KEYS[4], part) == 0 then return end
  redis.call('ZREM', KEYS[5], part)
  local kind, parent, _, next = read(part)
  if not kind or parent == '0' then return end
  if read(parent) ~= 'c' then
    look(parent)
  elseif next == '0' then
    push('D', parent)
  else
    push('S', next)
  end
end
-- a part has failed: its policy says whether what follows goes on
function op.F(part)
  local kind, parent, policy, _, first, count = read(part)
  if not kind or not redis.call('ZSCORE', KEYS[4], part) then return end
  if policy ~= 'f' then
    if kind ~= 'j' and count ~= '0' then push('B', first, whole(first + count - 1)) end
    push('D', part)
    return
  end
  redis.call('ZADD', KEYS[5], parent, part)
  if parent == '0' then return end
  if read(parent) == 'c' then
    push('F', parent)
  else
    look(parent)
  end
end
-- the jobs of a range that have not started are given up
function op.B(from, to)
  local last = math.min(from + 199, tonumber(to))
  for number = tonumber(from), last do
    local part = whole(number)
    local kind, _, _, _, first, count = read(part)
    if kind == 'j' then
      if not redis.call('HGET', KEYS[3], part) then todo('a ' .. part) end
    elseif kind and count ~= '0' and redis.call('ZSCORE', KEYS[4], part) then
      push('B', first, whole(first + count - 1))
    end
  end
  if last < tonumber(to) then push('B', whole(last + 1), to) end
end

local function unstick(part)
  while part and part ~= '0' and redis.call('ZREM', KEYS[5], part) == 1 do
    local _, parent = read(part)
    part = parent
  end
end
local function ended(part, what, before)
  if before and before ~= 'o' then
    if what == 'g' and before ~= 'c' then
      redis.call('HSET', KEYS[3], part, before == string.lower(before) and 'g' or 'G')
    end
    return
  end
  redis.call('HSET', KEYS[3], part, before and what or string.upper(what))
  redis.call('SREM', KEYS[before and 7 or 6], part)
  redis.call('SREM', KEYS[8], part)
  redis.call('SADD', KEYS[9], part)
  if before then push('F', part) end
  if not cancelled then fire('onDeath') end
end
local function back(part, before)
  if not before or before == 'o' or before == 'c' then return end
  redis.call('SREM', KEYS[9], part)
  if before == string.lower(before) then
    redis.call('HSET', KEYS[3], part, 'o')
    redis.call('SADD', KEYS[7], part)
    unstick(part)
    if not cancelled then todo('r ' .. part) end
  else
    redis.call('HDEL', KEYS[3], part)
    redis.call('SADD', KEYS[6], part)
  end
end
local function hear(part, what)
  local before = redis.call('HGET', KEYS[3], part)
  if what == 'n' then
    redis.call('HDEL', KEYS[2], part)
  elseif what == 'r' then
    back(part, before)
  elseif what ~= 'c' then
    ended(part, what, before)
  elseif before ~= 'c' then
    redis.call('HSET', KEYS[3], part, 'c')
    for key = 6, 9 do redis.call('SREM', KEYS[key], part) end
    push('D', part)
  end
end
-- jobs were made: from now on they are waited for, and their records not needed any more
local function fill(from, to)
  local names, pending, jobs = {}, {}, {}
  for part = tonumber(from), tonumber(to) do names[#names + 1] = whole(part) end
  redis.call('HDEL', KEYS[12], unpack(names))
  local parts, states = redis.call('HMGET', KEYS[2], unpack(names)), redis.call('HMGET', KEYS[3], unpack(names))
  for i = 1, #names do
    local kind, parent = string.match(parts[i] or '', '^(%a) (%d+)')
    if kind then
      pending[#pending + 1] = parent
      pending[#pending + 1] = names[i]
      if kind == 'j' and not states[i] then jobs[#jobs + 1] = names[i] end
    end
  end
  if #pending > 0 then redis.call('ZADD', KEYS[4], unpack(pending)) end
  if #jobs > 0 then
    redis.call('SADD', KEYS[6], unpack(jobs))
    redis.call('SADD', KEYS[8], unpack(jobs))
  end
end

local mark = source ~= '' and tonumber(redis.call('HGET', KEYS[10], source) or '0') or -1
local first, heard = 5 + done, mark
for i = first, first + 3 * (news - 1), 3 do
  local number = tonumber(ARGV[i])
  if source == '' or number > heard then
    hear(ARGV[i + 1], ARGV[i + 2])
    heard = math.max(heard, number)
  end
end
if source ~= '' and heard > mark then redis.call('HSET', KEYS[10], source, whole(heard)) end
for i = 5, 4 + done do
  if redis.call('ZREM', KEYS[11], ARGV[i]) == 1 then
    local kind, one, two, three = string.match(ARGV[i], '^%d+ (%a) ?(%S*) ?(%S*) ?(%S*)$')
    if kind == 'm' then
      fill(one, two)
    elseif kind == 'w' then
      push(one, two, three)
    end
  end
end
while at <= #work do
  local item = work[at]
  if at > 600 then
    todo('w ' .. item[1] .. ' ' .. item[2] .. ' ' .. item[3])
  else
    op[item[1]](item[2], item[3])
  end
  at = at + 1
end

-- the parts whose jobs are to be released, and where they stand among the things to do
local function releases(items)
  local parts, places = {}, {}
  for i = 1, #items do
    local part = string.match(items[i], '^%d+ r (%d+)$')
    if part then
      parts[#parts + 1] = part
      places[#places + 1] = i
    end
  end
  return parts, places
end
-- a release of a job that has ended since was done, by a node that did not report it
local items = redis.call('ZRANGE', KEYS[11], 0, 499)
local parts, places = releases(items)
if #parts > 0 then
  local now_at = redis.call('HMGET', KEYS[3], unpack(parts))
  for i = 1, #parts do
    if now_at[i] ~= 'o' then redis.call('ZREM', KEYS[11], items[places[i]]) end
  end
end

if redis.call('ZCARD', KEYS[11]) == 0 then
  local live = redis.call('SCARD', KEYS[7])
  local open, bad = live + redis.call('SCARD', KEYS[6]), redis.call('SCARD', KEYS[9])
  if cancelled then
    state = 'cancelled'
  elseif open > 0 then
    state = live > 0 and 'running' or 'failed'
  elseif bad > 0 and read('1') ~= 'g' and redis.call('ZSCORE', KEYS[5], '1') then
    state = 'failed'
  else
    state = bad > 0 and 'completed_with_errors' or 'completed'
  end
  if redis.call('SCARD', KEYS[8]) == 0 then fire('onComplete') end
  if open == 0 and bad == 0 and not cancelled then fire('onSuccess') end
  if open == 0 and state ~= 'failed' then
    if tidied ~= state then todo('u') end
    tidied = state
  else
    tidied = ''
  end
elseif not cancelled and state ~= 'running' then
  if string.find(redis.call('ZRANGE', KEYS[11], 0, 0)[1], '^%d+ [ku]') == nil then state = 'running' end
end
if state ~= was and state ~= 'cancelled' then
  local over = state == 'completed' or state == 'completed_with_errors'
  if over then
    redis.call('HSET', KEYS[1], 'finishedAt', whole(now))
  else
    redis.call('HDEL', KEYS[1], 'finishedAt')
  end
end
redis.call('HSET', KEYS[1], 'state', state, 'todo', whole(seq), 'fired', fired, 'tidied', tidied)
local reply = { state, whole(redis.call('HLEN', KEYS[12])) }
items = redis.call('ZRANGE', KEYS[11], 0, 499)
for i = 1, #items do reply[i + 2] = items[i] end
parts, places = releases(items)
if #parts > 0 then
  local steps, plan = redis.call('HMGET', KEYS[13], unpack(parts)), redis.call('HMGET', KEYS[2], unpack(parts))
  for i = 1, #parts do
    local place = string.match(steps[i] or '', '^%S+ %S+')
    if place then
      reply[places[i] + 2] = items[places[i]] .. ' ' .. place .. ' ' .. (string.match(plan[i] or '', '%d+$') or '0')
    end
  end
end
return reply
