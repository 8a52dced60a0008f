--- What all workers know together: settings, the log, and values in shared memory.
local cjson = require 'cjson.safe'

local M = { settings = nil, dict = ngx.shared.edge }

cjson.decode_array_with_array_mt = nil

--- Reads the settings that the renderer wrote beside nginx.conf. Runs once, before the workers start.
function M.load(path)
  local file = assert(io.open(path, 'r'))
  M.settings = assert(cjson.decode(file:read('*a')))
  file:close()
end

--- One JSON line with an event name on standard error. Never a URL, a name, a token or text of a request.
function M.log(event, fields)
  local line = fields or {}
  line.event = event
  line.level = line.level or 'warn'
  line.time = os.date('!%Y-%m-%dT%H:%M:%SZ')
  io.stderr:write(cjson.encode(line), '\n')
end

--- The content of a file without the blanks at its ends, or nil.
function M.text(path)
  local file = io.open(path, 'r')
  if not file then return nil end
  local text = file:read('*a')
  file:close()
  return (text:gsub('^%s+', ''):gsub('%s+$', ''))
end

--- A value of shared memory that `read` makes of its text; made again in each worker when the text has changed.
function M.cached(name, read)
  local version, value = nil, nil
  return function()
    local now = M.dict:get(name .. ':version')
    if now ~= version then
      version, value = now, read(M.dict:get(name))
    end
    return value
  end
end

--- Stores the text for all workers.
function M.store(name, text)
  if M.dict:get(name) == text then return end
  local ok, err = M.dict:set(name, text)
  if not ok then return M.log('edge.memory-full', { name = name, reason = err, level = 'error' }) end
  M.dict:incr(name .. ':version', 1, 0)
end

--- Reports a state when it begins and when it ends, not each time it is met.
function M.state(name, reason)
  local key = 'state:' .. name
  local known = M.dict:get(key) or ''
  local now = reason or ''
  if known == now then return end
  M.dict:set(key, now)
  if reason then M.log(name .. '.failed', { reason = reason }) else M.log(name .. '.well', { level = 'info' }) end
end

return M
