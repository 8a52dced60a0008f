--- The firewall, asked before a request goes on. It is ModSecurity with the Core Rule Set in this same nginx, behind a
--- socket of its own: so a large body is inspected in slices, between which other requests go on. ModSecurity looks at
--- each value with each rule, one after the other; a bundle of a thousand resources as it is would stop a worker for
--- seconds (ADR 62). So of a JSON body each text is inspected once, and what cannot be an attack (a number, a date, a
--- code, an id) not at all.
local cjson = require 'cjson.safe'
local shared = require 'everchart.shared'

local M = {}

--- Of what is inspected at once.
local slice_texts, slice_bytes = 24, 16384

--- One word, number, date or id: no rule of paranoia 1 has anything to find in it.
local function is_plain(text)
  if #text > 64 then return false end
  return text:find('^[%w_-]*$') ~= nil or text:find('^%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d[%d:.+Z-]*$') ~= nil
end

--- Collects texts by field: `f` and the names of its members, joined by colons; places in lists do not count. A colon
--- within a member's name becomes a low line, so that no name can pass for another field. (Dots would make file names of
--- members: `.profile` is one that attackers look for.)
local function collect(value, field, fields, depth)
  local kind = type(value)
  if kind == 'string' then
    if is_plain(value) then return end
    local of_field = fields[field]
    if not of_field then
      of_field = { seen = {} }
      fields[field] = of_field
      fields[#fields + 1] = field
    end
    if not of_field.seen[value] then
      of_field.seen[value] = true
      of_field[#of_field + 1] = value
    end
  elseif kind == 'table' then
    if depth > 130 then return end
    for name, member in pairs(value) do
      if type(name) == 'number' then
        collect(member, field, fields, depth + 1)
      else
        local below = field .. ':' .. name:gsub(':', '_')
        -- A name may be an attack, too, whatever its value is.
        if not is_plain(name) and not fields.names[name] then
          fields.names[name] = true
          fields.names[#fields.names + 1] = name
        end
        collect(member, below, fields, depth + 1)
      end
    end
  end
end

--- The texts of a JSON value in bodies of a bounded number and size of texts; one at least.
local function slices(value)
  local fields = { names = {} }
  collect(value, 'f', fields, 0)
  local made, slice, texts, bytes = {}, {}, 0, 0
  local function close()
    if texts > 0 then made[#made + 1] = cjson.encode(slice) end
    slice, texts, bytes = {}, 0, 0
  end
  local function put(field, text)
    if texts >= slice_texts or (bytes > 0 and bytes + #text > slice_bytes) then close() end
    local list = slice[field] or {}
    slice[field] = list
    list[#list + 1] = text
    texts, bytes = texts + 1, bytes + #text
  end
  for _, name in ipairs(fields.names) do put(name, '') end
  for _, field in ipairs(fields) do
    for _, text in ipairs(fields[field]) do put(field, text) end
  end
  close()
  return made
end

M.slices = slices

--- The body as text; nil when there is none.
local function body_text()
  local text = ngx.req.get_body_data()
  if text then return text end
  local name = ngx.req.get_body_file()
  local file = name and io.open(name, 'rb')
  if not file then return nil end
  text = file:read('*a')
  file:close()
  return text
end

local not_sent = {
  ['content-length'] = true, ['transfer-encoding'] = true, ['connection'] = true, ['expect'] = true, ['keep-alive'] = true,
  -- Verified, or of a form in which nothing can be said.
  ['authorization'] = true,
}

--- The request as the firewall sees it.
local function head(content_type)
  local lines = { ngx.req.get_method() .. ' ' .. ngx.var.request_uri .. ' HTTP/1.1' }
  local host = ngx.var.http_host or ''
  -- By its number, as on this machine or from within a cluster: no sign of an attack here.
  if host:find('^[%d.:]+$') or host:find('^%[[%x:]+%]') then host = 'edge' end
  lines[2] = 'Host: ' .. host
  for name, value in pairs(ngx.req.get_headers(0, true)) do
    local known = name:lower()
    if not not_sent[known] and known ~= 'content-type' and known ~= 'host' then
      for _, each in ipairs(type(value) == 'table' and value or { value }) do lines[#lines + 1] = name .. ': ' .. tostring(each) end
    end
  end
  if content_type then lines[#lines + 1] = 'Content-Type: ' .. content_type end
  return lines
end

--- @return the answer's head, or nil, why not, and whether that may be of the connection, which had been kept
local function exchange(socket, rules, request, body)
  local ok, err = socket:connect('unix:' .. shared.settings.directory .. '/firewall-' .. rules .. '.sock')
  if not ok then return nil, err, false end
  local kept = socket:getreusedtimes() > 0
  ok, err = socket:send({ request, body })
  if not ok then return nil, err, kept end
  local answer
  answer, err = socket:receiveuntil('\r\n\r\n')()
  return answer, err, kept
end

local function ask(rules, lines, body)
  local request = table.concat(lines, '\r\n') .. '\r\nContent-Length: ' .. #body .. '\r\n\r\n'
  local socket, answer, err, kept
  -- A worker that ends, as at a reload, has closed what was kept to it. Asking again changes nothing.
  repeat
    socket = ngx.socket.tcp()
    socket:settimeouts(1000, 5000, 60000)
    answer, err, kept = exchange(socket, rules, request, body)
  until answer or not kept or err == 'timeout'
  if not answer then return nil, err end
  local status = tonumber(answer:match('^HTTP/1%.1 (%d%d%d)'))
  -- A refusal has a body, which is left unread.
  if status == 204 and answer:lower():find('\r\nconnection: keep%-alive') then socket:setkeepalive(10000, 64) else socket:close() end
  return status
end

local bare = { 'POST / HTTP/1.1', 'Host: localhost', 'User-Agent: edge', 'Accept: */*', 'Content-Type: application/json' }

--- @param rules name of the set of rules for the address
--- @return nil when the request may go on, else the code of a problem and why
function M.refused(rules)
  local stated = ngx.var.http_content_type
  local media_type = (stated or ''):lower():match('^%s*([^;%s]*)')
  local body = body_text() or ''
  local parts = { '' }
  local shown_type = stated
  if body ~= '' and (media_type:find('^application/[%w.+-]*json$')) then
    local text = body
    if media_type == 'application/x-ndjson' then
      text = '[' .. body:gsub('%s+$', ''):gsub('\r?\n%s*', ',\n') .. ']'
    end
    local value = cjson.decode(text)
    -- Two readers may differ on what is wrong with it; the service names it. Here it is inspected as plain text.
    if value == nil then value = { body = body } end
    parts = slices(value)
    if #parts == 0 then parts = { '{}' } end
    -- The rules know the media types that are taken here; each of these has been read as JSON.
    if shared.settings.mediaTypes[media_type] then shown_type = 'application/json' end
  elseif body ~= '' then
    parts = { body }
  end
  for index, part in ipairs(parts) do
    local lines = index == 1 and head(shown_type) or bare
    local status, err = ask(rules, lines, part)
    if not status then
      shared.log('firewall.failed', { reason = err, level = 'error' })
      return 'unavailable', 'waf-failed'
    end
    local class = shared.settings.attackClasses[tostring(status)]
    if class then return 'request-blocked', 'waf-' .. class end
    if status ~= 204 then return 'request-blocked', 'waf-protocol' end
  end
end

return M
