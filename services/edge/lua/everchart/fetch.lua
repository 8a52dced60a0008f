--- GET over a cosocket, for the two documents that the edge follows: keys and assignments. HTTP/1.0 on purpose: the
--- answer then ends with the connection, and has no chunks.

local bytes_max = 16 * 1024 * 1024

local function parts(url)
  local scheme, authority, path = url:match('^(https?)://([^/]+)(/?.*)$')
  if not scheme then return nil end
  local host, port = authority:match('^(.-):(%d+)$')
  host = host or authority
  return scheme, host, tonumber(port) or (scheme == 'https' and 443 or 80), path == '' and '/' or path, authority
end

--- @return the body of a 200, or nil and the reason
return function(url, read_timeout_ms, authorization)
  local scheme, host, port, path, authority = parts(url)
  if not scheme then return nil, 'the address is no http(s) URL' end
  local socket = ngx.socket.tcp()
  socket:settimeouts(2000, 2000, read_timeout_ms)
  local ok, err = socket:connect(host, port)
  if not ok then return nil, 'connect: ' .. err end
  if scheme == 'https' then
    ok, err = socket:sslhandshake(nil, host, true)
    if not ok then return nil, 'tls: ' .. err end
  end
  local head = { 'GET ' .. path .. ' HTTP/1.0', 'Host: ' .. authority, 'Accept: application/json', 'Connection: close' }
  if authorization then head[#head + 1] = 'Authorization: Bearer ' .. authorization end
  ok, err = socket:send(table.concat(head, '\r\n') .. '\r\n\r\n')
  if not ok then return nil, 'send: ' .. err end
  local line
  line, err = socket:receive('*l')
  if not line then return nil, 'answer: ' .. err end
  local status = line:match('^HTTP/1%.%d (%d%d%d)')
  repeat
    line, err = socket:receive('*l')
    if not line then return nil, 'answer: ' .. err end
  until line == ''
  local pieces, size = {}, 0
  while true do
    local piece, why, rest = socket:receive(65536)
    piece = piece or rest
    size = size + #piece
    pieces[#pieces + 1] = piece
    if size > bytes_max then return nil, 'the answer is too large' end
    if why == 'closed' then break end
    if why then return nil, 'answer: ' .. why end
  end
  socket:close()
  if status ~= '200' then return nil, 'status ' .. tostring(status) end
  return table.concat(pieces)
end
