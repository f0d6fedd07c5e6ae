-- Report: keeps what running jobs tell of themselves.
-- KEYS 1 active, 2 progress, 3 log
-- ARGV 1 largest log in bytes, 2 number of jobs n 1..100; then n times: id, hold ("epoch start lane owner"), progress
--      ("" = none new), lines for the log, each ended by a line feed ("" = none new)
-- Returns the positions 1..n that were refused because the hold was not the current one
-- Twice: progress is the same; lines of the log stand there twice
local refused = {}
for i = 1, tonumber(ARGV[2]) do
  local at = 3 + 4 * (i - 1)
  local id, lines = ARGV[at], ARGV[at + 3]
  if redis.call('HGET', KEYS[1], id) ~= ARGV[at + 1] then
    refused[#refused + 1] = i
  else
    if ARGV[at + 2] ~= '' then redis.call('HSET', KEYS[2], id, ARGV[at + 2]) end
    if lines ~= '' then
      local log = redis.call('HGET', KEYS[3], id) or ''
      if #log + #lines <= tonumber(ARGV[1]) then redis.call('HSET', KEYS[3], id, log .. lines) end
    end
  end
end
return refused
