--- What happens to a request, phase by phase. nginx.conf calls these; each is guarded, so that a fault of ours is a 500
--- with a line in the log, and shows nothing.
local cjson = require 'cjson.safe'
local firewall = require 'everchart.firewall'
local keys = require 'everchart.keys'
local metrics = require 'everchart.metrics'
local releases = require 'everchart.releases'
local routes = require 'everchart.routes'
local shared = require 'everchart.shared'
local token = require 'everchart.token'

local M = {}

local uuid_form = '^%x%x%x%x%x%x%x%x%-%x%x%x%x%-%x%x%x%x%-%x%x%x%x%-%x%x%x%x%x%x%x%x%x%x%x%x$'

--- Runs `work`; it says by its result where the request goes on: nothing, or the name of a location.
local function guarded(phase, work)
  local ok, target = xpcall(work, function(fault)
    -- The place of a fault is ours; what follows it may quote a request.
    return tostring(fault):match('([%w_]+%.lua:%d+)') or 'unknown'
  end)
  if not ok then
    shared.log('edge.fault', { phase = phase, place = target, level = 'error' })
    ngx.var.edge_why = 'fault'
    return ngx.exec('@problem_internal')
  end
  if target then return ngx.exec(target) end
end

local function draining() return shared.dict:get('draining') == true end

--- Ends the request with a problem document.
local function problem(code, why)
  ngx.var.edge_problem = code
  ngx.var.edge_why = why
  return draining() and '@problem_last' or '@problem'
end

local function identify()
  local stated = ngx.var.http_x_correlation_id
  if stated and #stated == 36 and stated:find(uuid_form) then
    ngx.var.edge_request_id = stated:lower()
  else
    local digits = ngx.var.request_id
    ngx.var.edge_request_id = table.concat({
      digits:sub(1, 8), digits:sub(9, 12), '4' .. digits:sub(14, 16), 'a' .. digits:sub(18, 20), digits:sub(21, 32),
    }, '-')
  end
  local traceparent = ngx.var.http_traceparent
  local trace, span = (traceparent or ''):match('^00%-(%x+)%-(%x+)%-%x%x$')
  if not trace or #trace ~= 32 or #span ~= 16 or traceparent:find('%u') or not trace:find('[^0]') or not span:find('[^0]') then
    trace = ngx.var.request_id
    -- Sampled: what is kept is decided behind us, when it is known how the request ended.
    traceparent = '00-' .. trace .. '-' .. ngx.md5(trace):sub(1, 16) .. '-01'
    ngx.req.clear_header('tracestate')
  end
  ngx.var.edge_trace_id = trace
  ngx.var.edge_traceparent = traceparent
end

local removed = {
  ['x-org'] = true, ['x-release'] = true, ['x-real-ip'] = true, ['x-request-id'] = true, ['forwarded'] = true,
  ['x-original-url'] = true, ['x-rewrite-url'] = true, ['x-http-method-override'] = true, ['x-http-method'] = true,
  ['x-method-override'] = true, ['via'] = true, ['te'] = true, ['upgrade'] = true, ['proxy'] = true,
}

--- Takes away what only we, or a proxy of ours, may say.
local function strip()
  for name in pairs(ngx.req.get_headers(0)) do
    local taken = removed[name] or name:find('^x%-forwarded%-') or name:find('^x%-envoy%-') or name:find('^proxy%-')
      or (name:find('^everchart%-') and not shared.settings.clientHeaders[name])
    if taken then ngx.req.clear_header(name) end
  end
end

--- An address that sends one refused token after the other waits: signatures cost more than they cost the sender.
local function too_many_refusals()
  return (shared.dict:get('refused:' .. ngx.var.binary_remote_addr) or 0) > shared.settings.refusedTokensMax
end

local function authenticate(route)
  if route.public and ngx.var.http_authorization == nil then return nil end
  if too_many_refusals() then return problem('too-many-requests', 'limit-tokens') end
  local caller, code, why = token.verify(ngx.var.http_authorization)
  if caller then
    ngx.var.edge_org, ngx.var.edge_sub = caller.org, caller.sub
    ngx.var.edge_client = caller.org .. ' ' .. caller.sub
    -- The service refuses it, and puts that on record; see `answered`.
    if route.org and route.org ~= caller.org then ngx.var.edge_stranger = '1' end
    return nil
  end
  if route.public then return nil end
  if code == 'not-authenticated' then shared.dict:incr('refused:' .. ngx.var.binary_remote_addr, 1, 0, 10) end
  return problem(code, why)
end

local function send_to(service, release)
  local address = releases.address(service, release)
  if not address then return problem(release and 'release-not-reachable' or 'unavailable', 'no-address') end
  ngx.var.edge_address = address
end

--- Rewrite phase: who asks, what, and who answers.
function M.received()
  guarded('received', function()
    identify()
    local path, query = ngx.var.request_uri:match('^([^?]*)(.*)$')
    local route, why = routes.of(path, ngx.req.get_method())
    if not route then
      if why == 'ambiguous' then return problem('service-not-named', 'route') end
      return problem('not-found', 'route')
    end
    ngx.var.edge_service, ngx.var.edge_operation = route.service, route.operation
    ngx.var.edge_uri = route.path .. query
    local refused = authenticate(route)
    if refused then return refused end
    if route.bodyBytesMax and (tonumber(ngx.var.http_content_length) or 0) > route.bodyBytesMax then
      return problem('body-too-large', 'size')
    end
    strip()
    local org = ngx.var.edge_org ~= '' and ngx.var.edge_org or nil
    local assigned = releases.assigned(org, ngx.var.edge_sub, route.service)
    if assigned then
      ngx.var.edge_release, ngx.var.edge_epoch = assigned.release, tostring(assigned.epoch or '')
    end
    return send_to(route.service, assigned and assigned.release)
  end)
end

--- Access phase, behind the limits: the body comes within its time, or the sender is told.
function M.admitted()
  guarded('admitted', function()
    local reading = ngx.thread.spawn(function()
      ngx.req.read_body()
      return 'read'
    end)
    local state = coroutine.status(reading)
    if state ~= 'dead' and state ~= 'zombie' then
      local settings = shared.settings
      local size = tonumber(ngx.var.http_content_length) or settings.unstatedBodyBytes
      local seconds = math.max(settings.bodyGraceSeconds, size / settings.bodyBytesPerSecondMin)
      local waiting = ngx.thread.spawn(function()
        ngx.sleep(seconds)
        return 'slow'
      end)
      local _, first = ngx.thread.wait(reading, waiting)
      if first == 'slow' then
        ngx.var.edge_problem, ngx.var.edge_why = 'request-timeout', 'slow-body'
        return '@problem_last'
      end
      ngx.thread.kill(waiting)
    end
    if shared.settings.firewall then
      local code, why = firewall.refused(shared.settings.ruleSets[ngx.var.edge_operation] or 'other')
      if code then return problem(code, why) end
    end
    return draining() and '@service_last' or '@service'
  end)
end

--- A service said that the organisation is on another release, and did nothing: it is asked there, once.
function M.misdirected()
  guarded('misdirected', function()
    local release = ngx.var.upstream_http_everchart_release
    ngx.var.edge_release = release or ''
    ngx.var.edge_epoch = ngx.var.upstream_http_everchart_release_epoch or ''
    ngx.var.edge_why = 'other-release'
    if not release then return problem('unavailable', 'other-release') end
    return send_to(ngx.var.edge_service, release)
  end)
end

--- Header filter. The wall between organisations: a service that shows a stranger something is not passed on.
function M.answered()
  local header = ngx.header
  if ngx.var.edge_request_id ~= '' and not header['X-Correlation-Id'] then header['X-Correlation-Id'] = ngx.var.edge_request_id end
  if ngx.var.edge_stranger == '1' and ngx.status < 400 and not ngx.ctx.is_problem then
    ngx.status = 403
    ngx.var.edge_why = 'stranger'
    for name in pairs(ngx.resp.get_headers(0)) do
      if name ~= 'x-correlation-id' and name ~= 'connection' then header[name] = nil end
    end
    header['Content-Type'] = 'application/problem+json; charset=utf-8'
    ngx.ctx.instead = M.document('organisation-forbidden')
  end
end

function M.body_of_answer()
  if ngx.ctx.instead == nil then return end
  ngx.arg[1] = ngx.ctx.instead or nil
  ngx.arg[2] = ngx.ctx.instead == false and ngx.arg[2] or true
  ngx.ctx.instead = false
end

local code_of_status = {
  [400] = 'bad-request', [403] = 'forbidden', [404] = 'not-found', [405] = 'method-not-allowed', [408] = 'request-timeout',
  [413] = 'body-too-large', [414] = 'address-too-long', [429] = 'too-many-requests', [431] = 'headers-too-large',
}
local why_of_status = {
  [400] = 'malformed', [408] = 'slow-client', [413] = 'size', [414] = 'size', [431] = 'size', [405] = 'malformed', [421] = 'malformed',
}

function M.document(code)
  local kind = shared.settings.problems[code]
  local id = ngx.var.edge_request_id
  return cjson.encode({
    type = 'urn:everchart:problem:' .. code, status = kind.status, title = kind.title, detail = kind.detail,
    correlationId = id ~= '' and id or nil,
  })
end

--- Content of the locations that answer problems. @param fixed the code, where the location stands for one
function M.problem(fixed)
  local status = ngx.status
  if (ngx.var.edge_request_id or '') == '' then identify() end
  if (ngx.var.edge_why or '') == '' then
    if status == 429 then
      ngx.var.edge_why = ngx.var.limit_conn_status == 'REJECTED' and 'limit-concurrent' or 'limit-rate'
    else
      ngx.var.edge_why = why_of_status[status] or 'edge'
    end
  end
  local stated = ngx.var.edge_problem
  local code = fixed or (stated ~= '' and stated) or code_of_status[status] or 'internal-error'
  local kind = shared.settings.problems[code]
  ngx.ctx.is_problem = true
  ngx.status = kind.status
  ngx.header['Content-Type'] = 'application/problem+json; charset=utf-8'
  ngx.header['Cache-Control'] = 'no-store'
  if kind.status == 401 then ngx.header['WWW-Authenticate'] = 'Bearer' end
  if kind.status == 429 or kind.status == 503 then ngx.header['Retry-After'] = kind.status == 429 and '1' or '2' end
  local document = M.document(code)
  ngx.header['Content-Length'] = #document
  if ngx.req.get_method() ~= 'HEAD' then ngx.print(document) end
end

--- No service answered: it could not be reached, or fell silent. What it did with a request that it had is not known.
function M.unanswered()
  ngx.var.edge_why = ngx.status == 504 and 'upstream-silent' or 'upstream-away'
  return M.problem('unavailable')
end

M.counted = metrics.counted

--- The listener of operators: /metrics, /edge/live, /edge/ready, /edge/drain.
function M.operate(what)
  ngx.header['Content-Type'] = 'text/plain; charset=utf-8'
  if what == 'metrics' then
    return ngx.print(metrics.text())
  elseif what == 'drain' then
    shared.dict:set('draining', true)
    shared.log('edge.draining', { level = 'info' })
    ngx.sleep(shared.settings.drainSeconds)
    return ngx.say('drained')
  end
  local ready, missing = releases.ready()
  if ready and not keys.are_known() then ready, missing = false, 'keys' end
  if draining() then ready, missing = false, 'draining' end
  if not ready then ngx.status = 503 end
  ngx.say(ready and 'ready' or missing)
end

--- Timers of a worker.
function M.start()
  releases.start()
  if ngx.worker.id() ~= 0 then return end
  local function refresh(premature)
    if not premature then keys.refresh() end
  end
  local function until_known(premature)
    while not premature and not ngx.worker.exiting() and not keys.refresh() do ngx.sleep(1) end
  end
  assert(ngx.timer.at(0, until_known))
  assert(ngx.timer.every(shared.settings.keysRefreshSeconds, refresh))
end

return M
