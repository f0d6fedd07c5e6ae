-- Report: keeps what running jobs tell of themselves.
-- KEYS 1 active, 2 progress, 3 log, 4 sizes
-- ARGV 1 largest log in bytes: what is over it is left out, the first lines stay, 2 number of jobs n 1..100; then n times: id, hold ("epoch start lane owner"), progress
--      ("" = none new), lines for the log, each ended by a line feed ("" = none new)
-- Returns the positions 1..n that were refused because the hold was not the current one
-- Twice: progress is the same; lines of the log stand there twice
hashes(1, 4)
local most, refused = tonumber(ARGV[1]), {}
-- the lines that still fit
local function fitting(lines, room)
  if #lines <= room then return lines end
  local fits = 0
  while true do
    local stop = string.find(lines, '\n', fits + 1, true)
    if not stop or stop > room then return string.sub(lines, 1, fits) end
    fits = stop
  end
end
for i = 1, tonumber(ARGV[2]) do
  local at = 3 + 4 * (i - 1)
  local id, lines = ARGV[at], ARGV[at + 3]
  if redis.call('HGET', KEYS[1], id) ~= ARGV[at + 1] then
    refused[#refused + 1] = i
  else
    local more = 0
    if ARGV[at + 2] ~= '' then
      more = #ARGV[at + 2] - redis.call('HSTRLEN', KEYS[2], id)
      redis.call('HSET', KEYS[2], id, ARGV[at + 2])
    end
    if lines ~= '' then
      local size = redis.call('HSTRLEN', KEYS[3], id)
      lines = size < most and fitting(lines, most - size) or ''
      more = more + #lines
      if lines ~= '' then redis.call('HSET', KEYS[3], id, (redis.call('HGET', KEYS[3], id) or '') .. lines) end
    end
    if more ~= 0 then add_size(KEYS[4], id, more) end
  end
end
return refused
